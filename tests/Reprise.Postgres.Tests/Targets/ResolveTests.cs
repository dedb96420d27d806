using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>The rules by which a staged row becomes a record, one by one.</summary>
public sealed class ResolveTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    [Fact]
    public async Task Of_rows_with_the_same_key_the_first_of_the_source_is_kept()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application));
        await run.StageAsync("club", People.Club(1, "first"), People.Club(2, "other"), People.Club(1, "again"));
        await run.StageAsync("club", People.Club(1, "and again"));

        await run.ResolveAsync();
        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["1  duplicate_key", "1  duplicate_key"], await run.QuarantineAsync("club"));
        Assert.Equal(["first", "other"], await application.QueryAsync("SELECT name FROM club ORDER BY name"));
        Assert.Equal(new RowFigures(4, 2, 0, 0, 2, 0), await run.FiguresAsync("club"));
    }

    [Fact]
    public async Task References_lead_to_records_of_this_run_and_of_earlier_ones()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (clubs, members) = (await People.ClubsAsync(application), await People.MembersAsync(application));
        var entity = MappedRun.NewEntity();
        var first = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await first.LoadAsync("club", People.Club(1, "old"));
        await first.EndAsync();
        var second = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await second.StageAsync("club", People.Club(2, "new"));
        await second.StageAsync("member", People.Member(1, 1, "a@x"), People.Member(2, 2, "b@x"), People.Member(3, 3, "c@x"), People.Member(4, null, "d@x"));

        await second.ResolveAsync();
        await second.PublishAsync();

        Assert.Equal(["a@x|old", "b@x|new"], await application.QueryAsync("SELECT email, name FROM member m JOIN club c ON c.id = m.club_id ORDER BY 1"));
        Assert.Equal(["3 club_id missing_parent", "4 club_id not_null"], await second.QuarantineAsync("member"));
    }

    [Fact]
    public async Task A_reference_leads_where_the_source_finds_its_parent_and_to_none_of_several()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        RespelledReference club = new("club", [new RespelledPart("club_id", "id", TakesOver: true)]), sponsor = new("member", [new RespelledPart("sponsor_id", "id", TakesOver: true)]);
        var clubs = await People.ClubsAsync(application);
        var members = await People.MembersAsync(application, missing: MissingParent.Null) with { Respelled = [club, sponsor] };
        var entity = MappedRun.NewEntity();
        var first = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await first.LoadAsync("club", People.Club(1, "old"), People.Club(2, "respelled since"), People.Club(3, "several"));
        await first.EndAsync();
        var second = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await ledger.Tables.SaveRespellingsAsync(second.Lease, members, club, [new("7", "9")], TestContext.Current.CancellationToken);
        await ledger.Tables.SaveRespellingsAsync(second.Lease, members, club, [new("2", "4"), new("3", null), new("5", "1"), new("6", "99")], TestContext.Current.CancellationToken);
        await ledger.Tables.SaveRespellingsAsync(second.Lease, members, sponsor, [new("11", "1"), new("12", null)], TestContext.Current.CancellationToken);
        await second.StageAsync("club", People.Club(4, "new"));
        await second.StageAsync(
            "member",
            People.Member(1, 1, "a@x"), People.Member(2, 2, "b@x"), People.Member(3, 3, "c@x"), People.Member(4, 5, "d@x", sponsor: 11), People.Member(5, 6, "e@x"), People.Member(6, 1, "f@x", sponsor: 12), People.Member(7, 7, "g@x"));

        await second.ResolveAsync();
        await second.ResolveAsync();
        await second.PublishAsync();

        Assert.Equal(
            ["a@x|old|", "b@x|new|", "d@x|old|a@x", "f@x|old|"],
            await application.QueryAsync("SELECT m.email, c.name, coalesce(s.email, '') FROM member m JOIN club c ON c.id = m.club_id LEFT JOIN member s ON s.id = m.sponsor_id ORDER BY 1"));
        Assert.Equal(["3 club_id ambiguous_parent", "5 club_id missing_parent", "7 club_id missing_parent"], await second.QuarantineAsync("member"));
        Assert.Equal(["club_id reference_respelled 9 → 9: 2 4", "sponsor_id ambiguous_parent 99 → NULL: 6", "sponsor_id reference_respelled 99 → 9: 4"], await second.ChangedAsync("member"));
    }

    [Fact]
    public async Task Rows_held_back_keep_what_mapping_made_of_them()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (clubs, members) = (await People.ClubsAsync(application), await People.MembersAsync(application));
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs, members);
        await run.StageAsync("club", People.Club(1, "Élan"), People.Club(2, "", "1"));
        await run.StageAsync("member", People.Member(1, 1, "a@x"), People.Member(2, 1, "A@X", note: "\"l'ami\""), People.Member(3, 9, "c@x", sponsor: 1));

        await run.ResolveAsync();
        await run.ResolveAsync();

        Assert.Equal(["""2 check_violation {"parent_id":null,"name":"","siret":"1"}"""], await run.HeldBackAsync("club"));
        Assert.Equal(
            [
                """2 duplicate {"club_id":"1","sponsor_id":null,"email":"A@X","note":"\"l'ami\""}""",
                """3 missing_parent {"club_id":"9","sponsor_id":"1","email":"c@x","note":null}""",
            ],
            await run.HeldBackAsync("member"));
    }

    [Fact]
    public async Task Of_large_values_of_rows_held_back_only_the_length_is_kept()
    {
        const int most = 1 << 20;
        await using var application = await Application.CreateAsync(ledger, "CREATE TABLE file (id uuid PRIMARY KEY, code varchar(9) UNIQUE, body bytea, note text)");
        var run = await MappedRun.StartAsync(
            ledger,
            MappedRun.NewEntity(),
            await application.PlanAsync("file", IdStrategy.Uuid, [], [Application.From("code"), Application.From("body"), Application.From("note")]));
        await run.StageAsync(
            "file",
            ["1", People.Id(1), "a", null, null],
            ["2", People.Id(2), "a", new byte[most + 1], new string('é', most)],
            ["3", People.Id(3), "a", new byte[most], new string('x', most)],
            ["4", People.Id(4), "a", new byte[] { 0, 255 }, null]);

        await run.ResolveAsync();

        var held = await run.HeldBackAsync("file");
        Assert.Equal(
            [
                $$$"""2 duplicate {"code":"a","body":"({{{most + 1}}} bytes)","note":"({{{2 * most}}} bytes)"}""",
                $$$"""3 duplicate {"code":"a","body":"0x{{{new string('0', 2 * most)}}}","note":"{{{new string('x', most)}}}"}""",
                """4 duplicate {"code":"a","body":"0x00ff","note":null}""",
            ],
            held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task More_rows_than_are_read_at_once_are_all_kept()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application));
        await run.StageAsync("club", [.. Enumerable.Range(1, 350).Select(number => People.Club(number, "orphan", parent: 1000 + number))]);

        await run.ResolveAsync();

        Assert.Equal(350, (await run.HeldBackAsync("club")).Distinct().Count());
    }

    [Fact]
    public async Task A_record_of_an_earlier_run_that_the_application_deleted_is_no_parent()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (clubs, members) = (await People.ClubsAsync(application), await People.MembersAsync(application));
        var entity = MappedRun.NewEntity();
        var first = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await first.LoadAsync("club", People.Club(1, "gone"));
        await first.EndAsync();
        await application.ExecuteAsync("DELETE FROM club");
        var second = await MappedRun.StartAsync(ledger, entity, clubs, members);
        await second.StageAsync("club", People.Club(1, "gone"));
        await second.StageAsync("member", People.Member(1, 1));

        await second.ResolveAsync();
        await second.PublishAsync();

        Assert.Equal(["1  changed_in_target"], await second.QuarantineAsync("club"));
        Assert.Equal(["1 club_id missing_parent"], await second.QuarantineAsync("member"));
    }

    [Fact]
    public async Task References_within_a_table_resolve_in_any_order_and_a_missing_parent_takes_its_descendants_along()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application));
        await run.StageAsync(
            "club",
            People.Club(3, "c", parent: 2),
            People.Club(2, "b", parent: 1),
            People.Club(1, "a"),
            People.Club(12, "grandchild", parent: 11),
            People.Club(11, "child", parent: 10),
            People.Club(10, "orphan", parent: 99));

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["a|-", "b|a", "c|b"], await application.QueryAsync("SELECT c.name, p.name FROM club c LEFT JOIN club p ON p.id = c.parent_id ORDER BY 1"));
        Assert.Equal(["10 parent_id missing_parent", "11 parent_id missing_parent", "12 parent_id missing_parent"], await run.QuarantineAsync("club"));
    }

    [Fact]
    public async Task A_missing_parent_may_become_null_and_is_counted_once()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application, missing: MissingParent.Null));
        // The duplicate makes resolution settle a second time.
        await run.StageAsync("club", People.Club(1, "a", parent: 99), People.Club(2, "b", "11", parent: 1), People.Club(3, "c", "11", parent: 98), People.Club(4, "d", parent: 3));

        await run.ResolveAsync();
        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["a|-", "b|a", "d|-"], await application.QueryAsync("SELECT c.name, p.name FROM club c LEFT JOIN club p ON p.id = c.parent_id ORDER BY 1"));
        Assert.Equal(["parent_id missing_parent 2"], await run.CoercionsAsync("club"));
        Assert.Equal(["parent_id missing_parent 99 → NULL,9 → NULL: 1 4"], await run.ChangedAsync("club"));
        Assert.Equal(["3 club_siret duplicate"], await run.QuarantineAsync("club"));
    }

    [Fact]
    public async Task A_row_equal_by_natural_key_to_a_record_of_the_target_joins_it_and_writes_nothing()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        await application.ExecuteAsync($"INSERT INTO club (id, name, siret) VALUES ('{People.Id(100)}', 'living', '11')");
        await application.ExecuteAsync($"INSERT INTO club (id, name, siret, deleted_at) VALUES ('{People.Id(50)}', 'closed', '11', now()), ('{People.Id(51)}', 'closed', '22', now())");
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]), await People.MembersAsync(application));
        await run.StageAsync("club", People.Club(1, "", "11", parent: 99), People.Club(2, "two", "22"), People.Club(3, "three"));
        await run.StageAsync("member", People.Member(1, 1));

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(new RowFigures(3, 2, 0, 1, 0, 0), await run.FiguresAsync("club"));
        Assert.Equal([$"1 true {People.Id(100)}", $"2 false {People.Id(2)}", $"3 false {People.Id(3)}"], await run.CrosswalkAsync("club"));
        Assert.Equal(["living"], await application.QueryAsync("SELECT name FROM member JOIN club ON club.id = club_id"));
        Assert.Equal(["closed", "closed", "living", "three", "two"], await application.QueryAsync("SELECT name FROM club ORDER BY 1"));
    }

    [Fact]
    public async Task Rows_equal_to_each_other_become_one_record_that_children_of_all_of_them_have()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]), await People.MembersAsync(application));
        await run.StageAsync("club", People.Club(9, "first", "11"), People.Club(10, "second", "11"), People.Club(8, "refused", "22", parent: 99), People.Club(7, "taken", "22"));
        await run.StageAsync("member", People.Member(1, 9), People.Member(2, 10));

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["first|2"], await application.QueryAsync("SELECT name, count(*) FROM member JOIN club ON club.id = club_id GROUP BY 1"));
        // The first of two is not known to be refused for its parent, a row of the same table, until both are one: what joined it goes with it.
        Assert.Equal(["7  duplicate", "8 parent_id missing_parent"], await run.QuarantineAsync("club"));
        Assert.Equal(new RowFigures(4, 1, 0, 1, 2, 0), await run.FiguresAsync("club"));
    }

    [Fact]
    public async Task A_row_that_cannot_be_written_does_not_stand_for_others()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]));
        await run.StageAsync("club", People.Club(1, "", "11"), People.Club(2, "good", "11"));

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["1 club_name_check check_violation"], await run.QuarantineAsync("club"));
        Assert.Equal(["good"], await application.QueryAsync("SELECT name FROM club"));
    }

    [Fact]
    public async Task Resolving_again_after_the_matched_record_is_gone_makes_the_row_a_record_of_its_own()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        await application.ExecuteAsync($"INSERT INTO club (id, name, siret) VALUES ('{People.Id(100)}', 'there', '11')");
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]));
        await run.StageAsync("club", People.Club(1, "one", "11"));
        await run.ResolveAsync();
        await application.ExecuteAsync("DELETE FROM club");

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal([$"{People.Id(1)}|one"], await application.QueryAsync("SELECT id, name FROM club"));
    }

    [Fact]
    public async Task Expressions_of_unique_indexes_hold_back_all_but_the_first_row_and_those_that_the_target_has()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        await application.ExecuteAsync($"INSERT INTO club (id, name) VALUES ('{People.Id(100)}', 'c'); INSERT INTO member (club_id, email) VALUES ('{People.Id(100)}', 'THERE@x')");
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application), await People.MembersAsync(application));
        await run.StageAsync("club", People.Club(1, "c"));
        await run.StageAsync("member", People.Member(9, 1, "a@x"), People.Member(10, 1, "A@X"), People.Member(11, 1, "there@X"), People.Member(12, 1), People.Member(13, 1));

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["10 member_email duplicate", "11 member_email duplicate"], await run.QuarantineAsync("member"));
        Assert.Equal(["-", "-", "THERE@x", "a@x"], (await application.QueryAsync("SELECT email FROM member")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Numbers_come_from_the_sequence_in_the_order_of_the_source_and_stay_when_resolved_again()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application), await People.MembersAsync(application));
        await run.StageAsync("club", People.Club(1, "c"));
        await run.StageAsync("member", People.Member(9, 1, "9@x"), People.Member(10, 1, "10@x", sponsor: 30), People.Member(20, 1, "20@x"));
        await run.StageAsync("member", People.Member(30, 1, "30@x"));

        await run.ResolveAsync();
        await run.ResolveAsync();
        await run.PublishAsync();
        await application.ExecuteAsync($"INSERT INTO member (club_id, email) VALUES ('{People.Id(1)}', 'next@x')");

        Assert.Equal(["1|9@x|-", "2|10@x|4", "3|20@x|-", "4|30@x|-", "5|next@x|-"], await application.QueryAsync("SELECT id, email, sponsor_id FROM member ORDER BY id"));
    }

    [Fact]
    public async Task Columns_without_a_rule_count_with_their_default_their_value_or_as_computed()
    {
        await using var application = await Application.CreateAsync(
            ledger,
            """
            CREATE TABLE item (
                id uuid PRIMARY KEY,
                code text NOT NULL,
                wanted integer NOT NULL,
                stock integer NOT NULL DEFAULT 10,
                is_active boolean NOT NULL DEFAULT true,
                lower_code text GENERATED ALWAYS AS (lower(code)) STORED,
                CHECK (wanted <= stock));
            CREATE UNIQUE INDEX item_code ON item (lower_code) WHERE is_active
            """);
        var item = await application.PlanAsync("item", IdStrategy.Uuid, [], [Application.From("code"), Application.From("wanted")]);
        var entity = MappedRun.NewEntity();
        var first = await MappedRun.StartAsync(ledger, entity, item);
        await first.LoadAsync("item", ["1", People.Id(1), "A", 5], ["2", People.Id(2), "a", 5], ["3", People.Id(3), "b", 11]);
        Assert.Equal(["2 item_code duplicate", "3 item_check check_violation"], await first.QuarantineAsync("item"));
        await first.EndAsync();
        await application.ExecuteAsync("UPDATE item SET stock = 6");
        var second = await MappedRun.StartAsync(ledger, entity, item);

        await second.LoadAsync("item", ["1", People.Id(1), "A", 7]);

        Assert.Equal(["1 item_check check_violation"], await second.QuarantineAsync("item"));
        Assert.Equal(["A|5|6"], await application.QueryAsync("SELECT code, wanted, stock FROM item"));
    }

    [Fact]
    public async Task A_check_over_the_reference_within_the_table_sees_the_id_it_leads_to()
    {
        await using var application = await Application.CreateAsync(ledger, "CREATE TABLE node (id uuid PRIMARY KEY, parent_id uuid NOT NULL REFERENCES node CONSTRAINT no_loop CHECK (parent_id <> id))");
        await application.ExecuteAsync($"ALTER TABLE node DROP CONSTRAINT no_loop; INSERT INTO node VALUES ('{People.Id(50)}', '{People.Id(50)}'); ALTER TABLE node ADD CONSTRAINT no_loop CHECK (parent_id <> id) NOT VALID");
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await application.PlanAsync("node", IdStrategy.Uuid, [], [Application.Reference("parent_id", "node")]));
        await run.StageAsync("node", ["1", People.Id(1), "1"], ["2", People.Id(2), "3"], ["3", People.Id(3), "2"], ["4", People.Id(4), null], ["5", People.Id(5), "4"]);

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["1 no_loop check_violation", "4 parent_id not_null", "5 parent_id missing_parent"], await run.QuarantineAsync("node"));
        Assert.Equal("3", Assert.Single(await application.QueryAsync("SELECT count(*) FROM node")));
    }

    [Fact]
    public async Task A_domain_and_a_collation_of_the_target_decide_row_by_row()
    {
        await using var application = await Application.CreateAsync(
            ledger,
            """
            CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE DOMAIN siret AS varchar(14) CHECK (VALUE ~ '^[0-9]{14}$');
            CREATE TABLE firm (id uuid PRIMARY KEY, siret siret, email text COLLATE ci UNIQUE)
            """);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await application.PlanAsync("firm", IdStrategy.Uuid, [], [Application.From("siret"), Application.From("email")]));

        await run.LoadAsync("firm", ["1", People.Id(1), "12345678901234", "a@x"], ["2", People.Id(2), "123", "b@x"], ["3", People.Id(3), null, "A@X"]);

        Assert.Equal(["2 siret_check of siret check_violation", "3 firm_email_key duplicate"], await run.QuarantineAsync("firm"));
        Assert.Equal(["12345678901234|a@x"], await application.QueryAsync("SELECT siret, email FROM firm"));
    }

    [Fact]
    public async Task Two_table_plans_that_fill_one_table_share_its_records()
    {
        await using var application = await Application.CreateAsync(ledger, "CREATE TABLE person (id uuid PRIMARY KEY, email text UNIQUE, badge text UNIQUE)");
        ColumnRule[] rules = [Application.From("email"), Application.From("badge")];
        var members = await application.PlanAsync("members", IdStrategy.Uuid, ["email"], rules, to: "person");
        var donors = await application.PlanAsync("donors", IdStrategy.Uuid, ["email"], rules, to: "person", after: ["members"]);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), members, donors);
        await run.StageAsync("members", ["1", People.Id(1), "a@x", "b1"]);
        await run.StageAsync("donors", ["1", People.Id(11), "a@x", "b2"], ["2", People.Id(12), "c@x", "b1"], ["3", People.Id(13), "d@x", "b3"]);

        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["a@x|b1", "d@x|b3"], await application.QueryAsync("SELECT email, badge FROM person ORDER BY 1"));
        Assert.Equal([$"1 true {People.Id(1)}", $"3 false {People.Id(13)}"], await run.CrosswalkAsync("donors"));
        Assert.Equal(["2 person_badge_key duplicate"], await run.QuarantineAsync("donors"));
    }

    [Fact]
    public async Task A_type_that_only_the_server_reads_takes_a_constant()
    {
        await using var application = await Application.CreateAsync(ledger, "CREATE TABLE place (id uuid PRIMARY KEY, at point, kind xml, range int4range)");
        var run = await MappedRun.StartAsync(
            ledger,
            MappedRun.NewEntity(),
            await application.PlanAsync("place", IdStrategy.Uuid, [], [new ConstantRule("at", "(1,2)", 1), new ConstantRule("kind", "<a/>", 1), new ConstantRule("range", "[1,5)", 1)]));

        await run.LoadAsync("place", ["1", People.Id(1), "(1,2)", "<a/>", "[1,5)"]);

        Assert.Equal(["(1,2)|<a/>|[1,5)"], await application.QueryAsync("SELECT at::text, kind::text, range::text FROM place"));
        Assert.Empty(await run.DifferencesAsync("place"));
    }
}
