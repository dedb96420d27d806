using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>What a later run of an entity does with the records of an earlier one.</summary>
public sealed class KnownRecordTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    [Fact]
    public async Task Equal_rows_are_unchanged_and_changed_ones_are_updated_in_the_ruled_columns_only()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        await RunAsync(entity, clubs, People.Club(1, "a"), People.Club(2, "b"));
        await application.ExecuteAsync("UPDATE club SET deleted_at = '2026-01-01'");

        var second = await RunAsync(entity, clubs, People.Club(1, "a"), People.Club(2, "changed"));

        Assert.Equal(new RowFigures(2, 1, 1, 0, 0, 0), await second.FiguresAsync("club"));
        Assert.Equal(["a|01/01/2026 00:00:00", "changed|01/01/2026 00:00:00"], await application.QueryAsync("SELECT name, deleted_at FROM club ORDER BY 1"));
        Assert.Equal(["\"b\""], await application.QueryAsync($"SELECT (content -> 'name')::text FROM reprise.before_image WHERE run = '{second.Lease.Run}'"));
    }

    [Fact]
    public async Task A_record_that_the_application_changed_is_not_overwritten()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        await RunAsync(entity, clubs, People.Club(1, "a"), People.Club(2, "b"), People.Club(3, "c"));
        await application.ExecuteAsync("UPDATE club SET name = name || ' corrected' WHERE name <> 'c'; DELETE FROM club WHERE name = 'c'");

        var second = await RunAsync(entity, clubs, People.Club(1, "a"), People.Club(2, "b corrected"), People.Club(3, "c"));

        Assert.Equal(["1  changed_in_target", "3  changed_in_target"], await second.QuarantineAsync("club"));
        Assert.Equal(["a corrected", "b corrected"], await application.QueryAsync("SELECT name FROM club ORDER BY 1"));
        Assert.Equal(new RowFigures(3, 0, 1, 0, 2, 0), await second.FiguresAsync("club"));
    }

    [Fact]
    public async Task Once_source_and_application_agree_the_source_may_change_the_record_again()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        await RunAsync(entity, clubs, People.Club(1, "a"));
        await application.ExecuteAsync("UPDATE club SET name = 'b'");
        await RunAsync(entity, clubs, People.Club(1, "b"));

        await RunAsync(entity, clubs, People.Club(1, "c"));

        Assert.Equal(["c"], await application.QueryAsync("SELECT name FROM club"));
    }

    [Fact]
    public async Task A_plan_that_fills_more_columns_than_before_still_knows_which_records_are_untouched()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var entity = MappedRun.NewEntity();
        var narrow = await application.PlanAsync("club", IdStrategy.Uuid, [], [Application.From("name")]);
        var wide = await application.PlanAsync("club", IdStrategy.Uuid, [], [Application.From("siret"), Application.From("name")]);
        await RunAsync(entity, narrow, ["1", People.Id(1), "a"], ["2", People.Id(2), "b"]);
        await application.ExecuteAsync("UPDATE club SET name = 'by hand' WHERE name = 'b'");

        var second = await RunAsync(entity, wide, ["1", People.Id(1), "11", "a"], ["2", People.Id(2), "22", "b"]);
        var third = await RunAsync(entity, wide with { Rules = [.. wide.Rules.Reverse()] }, ["1", People.Id(1), "a", "12"]);

        Assert.Equal(["2  changed_in_target"], await second.QuarantineAsync("club"));
        Assert.Equal(new RowFigures(1, 1, 0, 0, 0, 0), await third.FiguresAsync("club"));
        Assert.Equal(["a|12", "by hand|-"], await application.QueryAsync("SELECT name, siret FROM club ORDER BY 1"));
    }

    [Fact]
    public async Task A_merged_row_stays_merged_until_its_record_is_gone()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        await application.ExecuteAsync($"INSERT INTO club (id, name, siret) VALUES ('{People.Id(100)}', 'there', '11'), ('{People.Id(101)}', 'there too', '22')");
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]));
        await RunAsync(entity, clubs, People.Club(1, "one", "11"), People.Club(2, "two", "22"));
        await application.ExecuteAsync("UPDATE club SET siret = '33' WHERE siret = '11'; DELETE FROM club WHERE siret = '22'");

        var second = await RunAsync(entity, clubs, People.Club(1, "one", "11"), People.Club(2, "two", "22"));

        Assert.Equal(new RowFigures(2, 0, 0, 1, 1, 0), await second.FiguresAsync("club"));
        Assert.Equal(["2  changed_in_target"], await second.QuarantineAsync("club"));
        Assert.Equal(["there"], await application.QueryAsync("SELECT name FROM club"));
    }

    private async Task<MappedRun> RunAsync(string entity, RunTable table, params object?[][] rows)
    {
        var run = await MappedRun.StartAsync(ledger, entity, table);
        await run.LoadAsync(table.Name, rows);
        Assert.Empty(await run.DifferencesAsync(table.Name));
        await run.EndAsync();
        return run;
    }
}
