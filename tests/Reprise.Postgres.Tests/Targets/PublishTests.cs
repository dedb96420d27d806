using Reprise.Core.Plans;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>A lot is published once, whole, and against the target as it is at that moment.</summary>
public sealed class PublishTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lot_published_twice_is_published_once()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application), await People.MembersAsync(application));
        await run.StageAsync("club", People.Club(1, "a"));
        await run.LoadAsync("member", People.Member(1, 1, "a@x"));
        var before = await application.QueryAsync("SELECT m.xmin::text, c.xmin::text, m.id FROM member m, club c");

        await run.PublishAsync();

        Assert.Equal(before, await application.QueryAsync("SELECT m.xmin::text, c.xmin::text, m.id FROM member m, club c"));
        Assert.Equal(["2"], await application.QueryAsync($"SELECT count(*) FROM reprise.record_image WHERE run = '{run.Lease.Run}' AND content IS NULL"));
    }

    [Fact]
    public async Task Publishing_leaves_the_application_schema_as_it_was()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        await application.ExecuteAsync("COMMENT ON COLUMN club.name IS '(DC2Type:string)'; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER t BEFORE INSERT ON club FOR EACH ROW EXECUTE FUNCTION f()");
        var before = await application.FingerprintAsync();
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application), await People.MembersAsync(application));
        await run.StageAsync("club", People.Club(1, "a"));
        await run.LoadAsync("member", People.Member(1, 1));
        await ledger.Tables.DropStagingAsync(run.Lease.Run, Cancellation);
        await ledger.Tables.DropStagingAsync(run.Lease.Run, Cancellation);

        Assert.Equal(before, await application.FingerprintAsync());
        Assert.Equal(["0"], await application.QueryAsync($"SELECT count(*) FROM pg_namespace WHERE nspname = 'reprise_stage_{run.Lease.Run.Suffix}'"));
    }

    [Fact]
    public async Task Figures_that_do_not_balance_or_are_not_those_that_were_resolved_publish_nothing()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var staging = async (string sql) =>
        {
            var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application));
            await run.StageAsync("club", People.Club(1, "a"), People.Club(2, "b"));
            await run.ResolveAsync();
            await application.ExecuteAsync(sql.Replace("STAGING", $"reprise_stage_{run.Lease.Run.Suffix}.club", StringComparison.Ordinal).Replace("RUN", run.Lease.Run.Value, StringComparison.Ordinal));
            return run;
        };

        var lost = await staging("DELETE FROM STAGING WHERE _key = '2'");
        var unread = await staging("UPDATE reprise.chunk SET rows = 3 WHERE run = 'RUN'");
        var turned = await staging("UPDATE STAGING SET _outcome = 'unchanged' WHERE _key = '2'");
        var unresolved = await staging("DELETE FROM reprise.table_figures WHERE run = 'RUN'");

        foreach (var run in (MappedRun[])[lost, unread, turned, unresolved])
        {
            var refused = await Assert.ThrowsAsync<RepriseException>(() => run.PublishAsync());
            Assert.Equal((ErrorCodes.NotBalanced, false), (refused.Code, refused.IsTransient));
            Assert.Contains("club", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["0"], await application.QueryAsync("SELECT count(*) FROM club"));
    }

    [Fact]
    public async Task What_another_entity_published_meanwhile_is_found()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (clubs, members) = (await People.ClubsAsync(application, ["siret"]), await People.MembersAsync(application));
        var one = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs, members);
        var two = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs, members);
        foreach (var (run, number) in new[] { (one, 1), (two, 2) })
        {
            await run.StageAsync("club", People.Club(number, $"club of {number}", "11"));
            await run.StageAsync("member", People.Member(number, number, $"{number}@x"));
            await run.ResolveAsync();
        }

        await one.PublishAsync();
        await two.PublishAsync();

        Assert.Equal(["1@x|club of 1", "2@x|club of 1"], await application.QueryAsync("SELECT email, name FROM member JOIN club ON club.id = club_id ORDER BY 1"));
        Assert.Equal(new RowFigures(1, 0, 0, 1, 0, 0), await two.FiguresAsync("club"));
        Assert.Empty(await two.DifferencesAsync("member"));
    }

    [Fact]
    public async Task Entities_that_publish_at_the_same_time_wait_for_each_other()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var clubs = await People.ClubsAsync(application, ["siret"]);
        var runs = await Task.WhenAll(Enumerable.Range(1, 5).Select(async number =>
        {
            var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs);
            await run.StageAsync("club", People.Club(number, $"{number}", "11"), People.Club(number + 100, $"{number}", $"{number}"));
            await run.ResolveAsync();
            return run;
        }));

        await Task.WhenAll(runs.Select(run => run.PublishAsync()));

        Assert.Equal(["6"], await application.QueryAsync("SELECT count(*) FROM club"));
    }

    [Fact]
    public async Task What_the_application_wrote_meanwhile_is_neither_overwritten_nor_run_into()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs, members) = (MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]), await People.MembersAsync(application));
        var first = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await first.LoadAsync("club", People.Club(1, "a"), People.Club(2, "b"), People.Club(3, "c"));
        await first.EndAsync();
        var second = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await second.StageAsync("club", People.Club(1, "a2"), People.Club(2, "b2"), People.Club(4, "d", "44"), People.Club(5, "e"));
        await second.StageAsync("member", People.Member(1, 3, "m@x"), People.Member(2, 4, "n@x"));
        await second.ResolveAsync();
        Assert.Equal(4, (await second.FiguresAsync("club")).Published);
        await application.ExecuteAsync($"UPDATE club SET name = 'by hand' WHERE name = 'a'; DELETE FROM club WHERE name = 'c'; INSERT INTO club (id, name, siret) VALUES ('{People.Id(44)}', 'new', '44')");

        await second.PublishAsync();

        Assert.Equal(["b2", "by hand", "e", "new"], await application.QueryAsync("SELECT name FROM club ORDER BY 1"));
        Assert.Equal(["n@x|new"], await application.QueryAsync("SELECT email, name FROM member JOIN club ON club.id = club_id"));
        Assert.Equal(["1  changed_in_target"], await second.QuarantineAsync("club"));
        Assert.Equal(["1 club_id missing_parent"], await second.QuarantineAsync("member"));
        Assert.Equal(new RowFigures(4, 2, 0, 1, 1, 0), await second.FiguresAsync("club"));
    }

    [Fact]
    public async Task A_natural_key_without_an_index_is_looked_up_again_in_what_another_entity_published_meanwhile()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var clubs = await People.ClubsAsync(application, ["name"]);
        var runs = new List<MappedRun>();
        foreach (var number in (int[])[1, 2])
        {
            runs.Add(await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs));
            await runs[^1].StageAsync("club", People.Club(number, "same"));
            await runs[^1].ResolveAsync();
        }

        foreach (var run in runs)
        {
            await run.PublishAsync();
        }

        Assert.Equal([$"{People.Id(1)}"], await application.QueryAsync("SELECT id FROM club"));
        Assert.Equal([$"2 true {People.Id(1)}"], await runs[1].CrosswalkAsync("club"));
    }

    [Fact]
    public async Task A_record_that_the_application_changed_after_resolving_keeps_what_it_wrote()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        var first = await MappedRun.StartAsync(ledger, entity, clubs);
        await first.LoadAsync("club", People.Club(1, "a"), People.Club(2, "b"));
        await first.EndAsync();
        var second = await MappedRun.StartAsync(ledger, entity, clubs);
        await second.StageAsync("club", People.Club(1, "a2"), People.Club(2, "b2"));
        await second.ResolveAsync();
        await application.ExecuteAsync("UPDATE club SET name = 'by hand' WHERE name = 'a'");

        await second.PublishAsync();

        Assert.Equal(["b2", "by hand"], await application.QueryAsync("SELECT name FROM club ORDER BY 1"));
        Assert.Equal(["1  changed_in_target"], await second.QuarantineAsync("club"));
    }

    [Fact]
    public async Task A_later_lot_follows_what_an_earlier_one_became()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]), await People.MembersAsync(application, lot: "people"));
        await run.StageAsync("club", People.Club(1, "mine", "11"));
        await run.StageAsync("member", People.Member(1, 1, "m@x"));
        await run.ResolveAsync();
        await application.ExecuteAsync($"INSERT INTO club (id, name, siret) VALUES ('{People.Id(44)}', 'theirs', '11')");

        await run.PublishAsync();
        await run.PublishAsync("people");

        Assert.Equal(["m@x|theirs"], await application.QueryAsync("SELECT email, name FROM member JOIN club ON club.id = club_id"));
    }

    [Fact]
    public async Task A_lock_of_the_application_makes_the_lot_fail_whole_to_be_tried_again()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        await application.ExecuteAsync($"ALTER ROLE {application.Role} IN DATABASE \"{new Npgsql.NpgsqlConnectionStringBuilder(ledger.Target.AsReprise).Database}\" SET statement_timeout = '2s'");
        await using var impatient = new Connections.Database(ledger.Target.AsReprise);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application));
        await run.StageAsync("club", People.Club(1, "a"));
        await run.ResolveAsync();
        await using var owner = new Npgsql.NpgsqlConnection(ledger.Target.AsAdministrator);
        await owner.OpenAsync(Cancellation);
        await using (var transaction = await owner.BeginTransactionAsync(Cancellation))
        {
            await using var hold = new Npgsql.NpgsqlCommand($"LOCK TABLE {application.Schema}.club IN ACCESS EXCLUSIVE MODE", owner, transaction);
            await hold.ExecuteNonQueryAsync(Cancellation);
            var failed = await Assert.ThrowsAsync<RepriseException>(() => ledger.TargetOver(impatient).PublishLotAsync(run.Lease, run.Plan, "main", Cancellation));
            Assert.Equal("target_failed", failed.Code);
        }

        await application.ExecuteAsync($"ALTER ROLE {application.Role} IN DATABASE \"{new Npgsql.NpgsqlConnectionStringBuilder(ledger.Target.AsReprise).Database}\" RESET statement_timeout");
        Assert.Equal(["0|0"], await application.QueryAsync($"SELECT (SELECT count(*) FROM club), count(*) FROM reprise.crosswalk WHERE run = '{run.Lease.Run}'"));
        await run.PublishAsync();
        Assert.Equal(["1"], await application.QueryAsync("SELECT count(*) FROM club"));
    }

    [Fact]
    public async Task A_table_that_a_trigger_of_the_application_answers_to_is_written_with_it()
    {
        await using var application = await Application.CreateAsync(ledger, "CREATE TABLE t (id uuid PRIMARY KEY, name text, slug text)");
        await application.ExecuteAsync(
            "CREATE FUNCTION slug() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.slug := lower(NEW.name); RETURN NEW; END'; CREATE TRIGGER slug BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION slug()");
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await application.PlanAsync("t", IdStrategy.Uuid, [], [Application.From("name")]));

        await run.LoadAsync("t", ["1", People.Id(1), "Été"]);

        Assert.Equal(["Été|été"], await application.QueryAsync("SELECT name, slug FROM t"));
    }
}
