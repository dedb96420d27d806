using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>Two entities in one target: what is empty in a record of the first is filled by a row of the second that joins it, where the plan says so.</summary>
public sealed class ExistingRecordTests
{
    private static readonly string[] Script =
    [
        "CREATE TABLE asso (id int PRIMARY KEY, nom varchar(80), siret varchar(14), tel varchar(20), ville varchar(40))",
        "INSERT INTO asso VALUES (1, 'Chorale', '11', NULL, 'Nice'), (2, 'Atelier', '22', '0199000002', NULL), (3, 'Harmonie', '33', NULL, NULL)",
    ];

    private static readonly string[] OtherScript =
    [
        Script[0],
        "INSERT INTO asso VALUES (1, 'CHORALE', '11', '0199000001', 'Lyon'), (2, 'ATELIER', '22', '0199009999', 'Lyon'), (7, 'Autre', '77', NULL, NULL)",
    ];

    private const string Plan = """
        plan: members
        tables:
          - table: organisation
            from: asso
            to: public.organisation
            id: { column: id, strategy: uuid }
            match: [siret]
            duplicates: { kind: organisation, fields: { identifier: siret, name: name }, fill: [phone, city], existing: fill }
            columns: { name: nom, siret: siret, phone: tel, city: ville }
        """;

    private const string Tables = "CREATE TABLE organisation (id uuid PRIMARY KEY, name text NOT NULL, siret text, phone text, city text CHECK (city <> 'Paris'), note text)";

    private const string Cells = "SELECT name, phone, city FROM organisation ORDER BY 1";

    private const string State = "SELECT o::text FROM organisation o UNION ALL SELECT x::text FROM reprise.crosswalk x ORDER BY 1";

    private static readonly string[] Before = ["name=Atelier | phone=0199000002 | city=∅", "name=Chorale | phone=∅ | city=Nice", "name=Harmonie | phone=∅ | city=∅"];

    private static readonly string[] After = ["name=Atelier | phone=0199000002 | city=Lyon", "name=Autre | phone=∅ | city=∅", "name=Chorale | phone=0199000001 | city=Nice", "name=Harmonie | phone=∅ | city=∅"];

    [Fact]
    public async Task Empty_cells_are_filled_both_entities_repeat_and_verify_without_a_difference_and_a_rollback_empties_them()
    {
        await using var pair = await PairAsync();
        await pair.RunAsync("sample");
        Assert.Equal(Before, await pair.Set.ReadAsync(Cells));
        var before = await pair.Set.ReadAsync(State);

        var run = await pair.RunAsync("other");

        Assert.Equal(After, await pair.Set.ReadAsync(Cells));
        Assert.Equal(["city give - 1", "phone give - 1"], Given(run));
        Assert.Equal(["source_key=1 | column_name=phone", "source_key=2 | column_name=city"], await pair.Set.ReadAsync("SELECT source_key, column_name FROM reprise.fill WHERE target_id IS NOT NULL ORDER BY 1"));
        await pair.AssertQuietAsync(After);
        var id = (await pair.Set.ReadAsync("SELECT id::text FROM organisation WHERE name = 'Chorale'"))[0]["id=".Length..];
        var explained = (await pair.Set.Folder.Reprise.RunAsync("explain", "organisation", id, "--json")).Expect(0).Json;
        Assert.Equal("as_written", (string)explained["state"]!);
        var fill = Assert.Single(explained["sources"]!.AsArray().Single(source => (string)source!["entity"]! == "sample")!["fills"]!.AsArray())!;
        Assert.Equal(("phone", "1", "other"), ((string)fill["column"]!, (string)fill["fromKey"]!, (string)fill["fromEntity"]!));

        Assert.Empty((await pair.RollBackAsync(run))["kept"]!.AsArray());

        Assert.Equal(before, await pair.Set.ReadAsync(State));
        await pair.AssertVerifiedAsync("sample");
    }

    [Fact]
    public async Task A_value_follows_the_row_that_gave_it_and_goes_with_it_and_the_records_own_comes_first()
    {
        await using var pair = await PairAsync();
        await pair.RunAsync("sample");
        await pair.RunAsync("other");
        await pair.Other.ExecuteAsync("UPDATE asso SET tel = '0199111111' WHERE id = 1");
        var changed = await pair.RunAsync("other");
        Assert.Equal(["name=Chorale | phone=0199111111 | city=Nice"], await pair.Set.ReadAsync("SELECT name, phone, city FROM organisation WHERE name = 'Chorale'"));
        Assert.Equal(["phone give - 1"], Given(changed));

        await pair.Set.Source.ExecuteAsync("UPDATE asso SET tel = '0199222222' WHERE id = 1");
        Assert.Equal(["phone supersede - 1"], Given(await pair.RunAsync("sample")));
        await pair.Other.ExecuteAsync("UPDATE asso SET ville = NULL WHERE id = 2");
        Assert.Equal(["city take_back - 1"], Given(await pair.RunAsync("other")));

        string[] expected = ["name=Atelier | phone=0199000002 | city=∅", "name=Autre | phone=∅ | city=∅", "name=Chorale | phone=0199222222 | city=Nice", "name=Harmonie | phone=∅ | city=∅"];
        Assert.Equal(expected, await pair.Set.ReadAsync(Cells));
        await pair.AssertQuietAsync(expected);
    }

    [Fact]
    public async Task Verification_of_the_entity_that_gave_a_value_finds_that_it_is_another_one()
    {
        await using var pair = await PairAsync();
        await pair.RunAsync("sample");
        await pair.RunAsync("other");
        await pair.Set.Target.ExecuteAsync("UPDATE organisation SET phone = '0199333333' WHERE name = 'Chorale'");

        var document = (await pair.Set.Folder.Reprise.RunAsync("verify", "other", "--json")).Expect(1).Json;

        Assert.Equal(1, (int)document["differences"]!);
        Assert.Equal(["phone give changed_in_target 1"], Given(await pair.RunAsync("other")));
        Assert.Contains("name=Chorale | phone=0199333333 | city=Nice", await pair.Set.ReadAsync(Cells));
    }

    [Fact]
    public async Task A_record_that_the_application_changed_or_refuses_the_value_for_is_left_and_counted()
    {
        await using var pair = await PairAsync();
        await pair.RunAsync("sample");
        await pair.Set.Target.ExecuteAsync("UPDATE organisation SET city = 'by hand' WHERE name = 'Chorale'; INSERT INTO organisation (id, name, siret) VALUES (gen_random_uuid(), 'Application', '77')");
        await pair.Other.ExecuteAsync("UPDATE asso SET ville = 'Paris' WHERE id = 2; UPDATE asso SET tel = '0199777777' WHERE id = 7");

        var run = await pair.RunAsync("other");

        Assert.Equal(["city give refused 1", "phone give changed_in_target 1"], Given(run));
        Assert.Equal(
            ["name=Application | phone=∅ | city=∅", "name=Atelier | phone=0199000002 | city=∅", "name=Chorale | phone=∅ | city=by hand", "name=Harmonie | phone=∅ | city=∅"],
            await pair.Set.ReadAsync(Cells));
        (await pair.Set.Folder.Reprise.RunAsync("report", (string)run["run"]!, "--output", pair.Set.Folder.Path)).Expect(0);
        var page = System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(pair.Set.Folder.Path, "report.html"), TestContext.Current.CancellationToken));
        Assert.Contains("laissée : fiche modifiée dans l'application", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_word_records_of_other_entities_stay_as_they_are()
    {
        await using var pair = await PairAsync(Plan.Replace(", existing: fill", string.Empty, StringComparison.Ordinal));
        await pair.RunAsync("sample");

        Assert.Empty(Given(await pair.RunAsync("other")));

        Assert.Contains("name=Chorale | phone=∅ | city=Nice", await pair.Set.ReadAsync(Cells));
    }

    private static async Task<Pair> PairAsync(string plan = Plan)
    {
        var set = await MappedSample.CreateAsync(Script, Tables, plan);
        var other = await SampleDatabase.CreateAsync(OtherScript);
        set.Folder.WithEntity("other", other.Connection, "members", "gates: { quarantined_percent: 90 }");
        return new Pair(set, other);
    }

    private static IEnumerable<string> Given(JsonNode run) => run["given"]!.AsArray().Select(given => $"{given!["column"]} {given["action"]} {(string?)given["kept"] ?? "-"} {given["cells"]}");

    private sealed class Pair(MappedSample set, SampleDatabase other) : IAsyncDisposable
    {
        public MappedSample Set => set;

        public SampleDatabase Other => other;

        public async Task<JsonNode> RunAsync(string entity) => (await set.Folder.Reprise.RunAsync("run", entity, "--json")).Expect(0).Json;

        public async Task<JsonNode> RollBackAsync(JsonNode run) => (await set.Folder.Reprise.RunAsync("rollback", (string)run["run"]!, "--by", "dba", "--reason", "test", "--json")).Expect(0).Json;

        public async Task AssertVerifiedAsync(string entity) => (await set.Folder.Reprise.RunAsync("verify", entity)).Expect(0);

        /// <summary>Both entities are run again and verified, in turn: nothing changes, and nothing differs.</summary>
        public async Task AssertQuietAsync(string[] expected)
        {
            var state = await set.ReadAsync(State);
            foreach (var entity in new[] { "sample", "other", "sample" })
            {
                await AssertVerifiedAsync(entity);
                var run = await RunAsync(entity);
                Assert.Equal(0, (int)run["rows"]!["published"]!);
                Assert.Empty(Given(run));
                Assert.Equal(expected, await set.ReadAsync(Cells));
            }

            Assert.Equal(state, await set.ReadAsync(State));
        }

        public async ValueTask DisposeAsync()
        {
            await other.DisposeAsync();
            await set.DisposeAsync();
        }
    }
}
