using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Hazards and findings of <c>reprise inventory</c> that only some servers, types or plans have.</summary>
public sealed class HazardKindTests
{
    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    public async Task Text_that_is_no_UTF_8_is_counted_and_its_row_held_back(SourceServer from, TargetServer to)
    {
        // MariaDB stores a lone surrogate as if it were a character.
        await using var sample = await SampleDatabase.CreateAsync(
            ["CREATE TABLE membre (id int PRIMARY KEY, nom varchar(20)) CHARACTER SET utf8mb4", "INSERT INTO membre VALUES (1, 'Zoé'), (2, CONCAT('Zo', _utf8mb4 0xEDA080)), (3, _utf8mb4 0xEDBFBF)"],
            from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "gates: { quarantined_percent: 90 }");

        var hazards = await HazardsAsync(folder);
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        Assert.Equal(["invalid_text membre.nom 2 quarantine entity: Xx\uFFFD\uFFFD\uFFFD, \uFFFD\uFFFD\uFFFD"], hazards);
        var held = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json["quarantine"]!.AsArray();
        Assert.Equal(["2 nom invalid_text", "3 nom invalid_text"], held.Select(row => $"{row!["key"]} {row["column"]} {row["reason"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb)]
    [InlineData(SourceServer.MariaDb11)]
    public async Task A_collation_whose_name_does_not_say_how_it_compares_and_a_table_of_Aria_are_hazards(SourceServer from)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                "CREATE TABLE membre (id int PRIMARY KEY, nom varchar(20) COLLATE utf8mb4_thai_520_w2, ville varchar(20) COLLATE utf8mb4_unicode_ci)",
                "INSERT INTO membre VALUES (1, 'Zoé', 'Nîmes'), (2, NULL, NULL)",
                "CREATE TABLE journal (id int PRIMARY KEY) ENGINE = Aria TRANSACTIONAL = 1",
                "INSERT INTO journal VALUES (1), (2), (3)",
            ],
            from);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var inventory = (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json;
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        Assert.Equal(
            ["not_transactional journal 3 keep engineer: Aria", "unknown_collation membre.nom 2 keep engineer: utf8mb4_thai_520_w2"],
            inventory["hazards"]!.AsArray().Select(hazard => $"{Head(hazard)}: {hazard!["detail"]}").Order(StringComparer.Ordinal));
        Assert.Contains("The engine Aria has no transactions", string.Join('\n', inventory["findings"]!.AsArray().Select(finding => (string)finding!["message"]!)), StringComparison.Ordinal);
        (await folder.Reprise.RunAsync("verify", run)).Expect(0);
    }

    [Fact]
    public async Task Many_different_values_show_three_masks_and_equal_masks_show_once()
    {
        await using var sample = await SampleDatabase.CreateAsync([
            "CREATE TABLE membre (id int PRIMARY KEY, actif tinyint(1), ne_le date)",
            "INSERT INTO membre VALUES (1, 2, '2024-00-00'), (2, 22, '2023-05-00'), (3, 122, '1999-00-00'), (4, -5, '2020-00-01'), (5, -55, '2021-00-00'), (6, 3, NULL), (7, 1, NULL)",
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        Assert.Equal(["not_boolean membre.actif 6 widen engineer: 9, 99, 999", "partial_date membre.ne_le 5 null entity: 9999-99-99"], await HazardsAsync(folder));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Values_beyond_the_target_s_range_are_counted_for_the_column_that_cannot_hold_them(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                "CREATE TABLE membre (id int PRIMARY KEY, numero bigint unsigned, prix decimal(20,2), ne_le date, fichier varbinary(10))",
                "INSERT INTO membre VALUES (1, 18446744073709551615, NULL, '2024-01-01', 'texte'), (2, 5, 1.50, '0000-05-17', NULL), (3, 5, 1.50, '2024-01-01', 0x41FF), (4, 5, 12345678901234.50, '2024-01-01', NULL)",
            ],
            from);
        await using var target = await TargetDatabase.CreateAsync(to);
        await target.ExecuteAsync("CREATE TABLE person (id uuid PRIMARY KEY, number bigint, price numeric(10,2), born date NOT NULL, file text)");
        using var replica = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        using var mapped = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "people").Write("plans/people/plan.yaml", """
            plan: people
            tables:
              - table: person
                from: membre
                to: public.person
                id: { column: id, strategy: uuid }
                columns: { number: numero, price: prix, born: ne_le, file: fichier }
            """);

        Assert.Equal(["out_of_range membre.ne_le 1 null entity: 9999-99-99"], await HazardsAsync(replica));
        Assert.Equal(
            [
                "invalid_text membre.fichier 1 quarantine entity: 99xx",
                "out_of_range membre.ne_le 1 quarantine entity: 9999-99-99",
                "out_of_range membre.numero 1 quarantine entity: 99999999999999999999",
                "out_of_range membre.prix 1 quarantine entity: 99999999999999.99",
            ],
            await HazardsAsync(mapped));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Rows_that_a_unique_index_of_the_target_would_refuse_are_those_that_a_run_holds_back(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                "CREATE TABLE membre (id int PRIMARY KEY, mel varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, section int, numero int, code varchar(9) COLLATE utf8mb4_bin)",
                "INSERT INTO membre VALUES (1, ' Anne@exemple.fr', 1, 1, 'é'), (2, 'anne@Exemple.FR', 1, 2, 'É'), (3, 'ANNE@EXEMPLE.FR', 1, 1, 'e'), (4, NULL, 2, NULL, 'x'), (5, NULL, 2, NULL, 'x'), (6, 'zoe@exemple.fr', 2, 1, NULL), (7, 'Zoé@exemple.fr', 3, 1, 'x')",
            ],
            from);
        await using var target = await TargetDatabase.CreateAsync(to);
        await target.ExecuteAsync(
            """
            CREATE TABLE person (id uuid PRIMARY KEY, email varchar(80), section int, number int, code text UNIQUE);
            CREATE UNIQUE INDEX person_email ON person (lower(email));
            CREATE UNIQUE INDEX person_place ON person (section, number);
            CREATE UNIQUE INDEX person_other ON person (md5(email)) WHERE section > 5
            """);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "people", "gates: { quarantined_percent: 90 }").Write("plans/people/plan.yaml", """
            plan: people
            tables:
              - table: person
                from: membre
                to: public.person
                id: { column: id, strategy: uuid }
                columns: { email: { from: mel, normalise: trim }, section: section, number: numero, code: code }
            """);

        var hazards = (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json["hazards"]!.AsArray();
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--mode", "rehearsal", "--json")).Expect(0).Json["run"]!;

        Assert.Equal(
            ["membre.code 2 quarantine entity person_code_key: x", "membre.mel 2 quarantine entity person_email: xxxx@Xxxxxxx.XX, XXXX@XXXXXXX.XX", "membre.section 1 quarantine entity person_place: 9"],
            hazards.Where(hazard => (string)hazard!["code"]! == "duplicate").Select(hazard => $"{Head(hazard)["duplicate ".Length..]} {hazard!["detail"]}: {string.Join(", ", hazard["samples"]!.AsArray().Select(value => (string)value!))}").Order(StringComparer.Ordinal));
        var held = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json["quarantine"]!.AsArray();
        Assert.Equal(["2", "3", "5", "7"], held.Select(row => (string)row!["key"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_that_the_plan_makes_one_record_of_offend_no_unique_index()
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE membre (id int PRIMARY KEY, mel varchar(40))", "INSERT INTO membre VALUES (1, 'a@b.fr'), (2, 'a@b.fr')"]);
        await using var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync("CREATE TABLE person (id uuid PRIMARY KEY, email text UNIQUE)");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "people").Write("plans/people/plan.yaml", """
            plan: people
            tables:
              - table: person
                from: membre
                to: public.person
                id: { column: id, strategy: uuid }
                match: [email]
                columns: { email: mel }
            """);

        Assert.Empty(await HazardsAsync(folder));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Types_that_values_or_configuration_decide_are_findings_of_inventory_and_report(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                "CREATE TABLE lieu (id char(36) PRIMARY KEY, place point, code tinyint(1))",
                "INSERT INTO lieu VALUES ('0b9c4f2e-3d57-4b1a-9a30-0c1d2e3f4a5b', ST_GeomFromText('POINT(1 2)'), 1)",
            ],
            from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "types: { lieu.place: bytea, lieu.code: smallint }");
        string[] expected =
        [
            "geometry_as_bytes lieu.place: The geometry is carried as the bytes that MySQL stores: four bytes of SRID, then WKB.",
            "text_as_uuid lieu.id: Every value is a UUID in lower case, here and where foreign keys lead: uuid instead of text.",
            "type_chosen lieu.code: The type was chosen by configuration; by itself it would be Boolean.",
            "type_chosen lieu.place: The type was chosen by configuration; by itself it would be Text.",
        ];

        var inventory = (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json["findings"]!.AsArray();
        var text = (await folder.Reprise.RunAsync("inventory", "sample")).Expect(0).Output;
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
        (await folder.Reprise.RunAsync("report", run, "--output", folder.Path)).Expect(0);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.json"), TestContext.Current.CancellationToken))!["plan"]!["findings"]!.AsArray();

        Assert.Equal(expected, Findings(inventory));
        Assert.Equal(expected, Findings(report));
        Assert.All(["geometry_as_bytes  lieu.place:", "text_as_uuid  lieu.id:", "type_chosen  lieu.code:"], line => Assert.Contains(line, text, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> HazardsAsync(ConfigurationFolder folder) =>
        [.. (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json["hazards"]!.AsArray()
            .Select(hazard => $"{Head(hazard)}: {string.Join(", ", hazard!["samples"]!.AsArray().Select(sample => (string)sample!))}")
            .Order(StringComparer.Ordinal)];

    private static string Head(JsonNode? hazard)
    {
        var column = (string)hazard!["column"]!;
        return $"{hazard["code"]} {hazard["table"]}{(column.Length > 0 ? "." : string.Empty)}{column} {hazard["rows"]} {hazard["proposal"]} {hazard["decider"]}";
    }

    private static IEnumerable<string> Findings(JsonArray findings) =>
        findings.Select(finding => $"{finding!["code"]} {finding["table"]}.{finding["column"]}: {finding["message"]}").Where(finding => !finding.StartsWith("no_key", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
