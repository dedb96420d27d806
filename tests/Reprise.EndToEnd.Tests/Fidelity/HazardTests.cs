using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary><c>reprise inventory</c> counts what will not arrive as it is before anything is copied.</summary>
public sealed class HazardTests
{
    private static readonly string[] Script =
    [
        "SET foreign_key_checks = 0",
        "CREATE TABLE ville (nom varchar(40) PRIMARY KEY) COLLATE utf8mb4_general_ci",
        "INSERT INTO ville VALUES ('Nîmes'), ('Paris')",
        "CREATE TABLE membre (id int PRIMARY KEY, ville varchar(40), actif tinyint(1), ne_le date, vu_le datetime NOT NULL, nom varchar(60), parrain_id int, groupe_id int, KEY (nom), "
            + "FOREIGN KEY (ville) REFERENCES ville (nom)) COLLATE utf8mb4_general_ci",
        "CREATE TABLE groupe (id int PRIMARY KEY, nom varchar(20))",
        "INSERT INTO groupe VALUES (1, 'a')",
        "INSERT INTO membre VALUES (1, 'Nîmes', 1, '1980-05-17', '2024-01-01', 'Zoé', NULL, 1), (2, 'nimes', 0, '0000-00-00', '0000-00-00', 'ZOÉ', NULL, 7)",
        "INSERT INTO membre VALUES (3, 'Atlantis', 2, '1980-00-00', '2024-01-01', CONVERT(CAST(CONVERT('Amélie' USING utf8mb4) AS BINARY) USING latin1), NULL, NULL)",
        "INSERT INTO membre VALUES (4, 'Paris', NULL, NULL, '2024-01-01', "
            + "CONVERT(CAST(CONVERT(CONVERT(CAST(CONVERT('Zoë' USING utf8mb4) AS BINARY) USING latin1) USING utf8mb4) AS BINARY) USING latin1), NULL, NULL)",
        "INSERT INTO membre VALUES (5, 'Paris', 9, NULL, '2024-01-01', CONCAT('a', CHAR(0 USING utf8mb4), 'b'), NULL, NULL)",
        "CREATE TABLE journal (texte varchar(20)) ENGINE = MyISAM",
        "INSERT INTO journal VALUES ('x'), ('y')",
    ];

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Every_hazard_is_counted_with_masked_samples_its_default_and_who_decides(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(Script, from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        var sheets = Path.Combine(folder.Path, "sheets");

        var result = (await folder.Reprise.RunAsync("inventory", "sample", "--json", "--output", sheets)).Expect(0);

        var hazards = result.Json["hazards"]!.AsArray();
        Assert.Equal(
            [
                "equal_by_collation membre.nom 1 keep engineer",
                "likely_orphan membre.groupe_id 1 keep entity",
                "mojibake_once membre.nom 1 keep entity",
                "mojibake_twice membre.nom 1 keep entity",
                "no_key journal 2 keep engineer",
                "not_boolean membre.actif 2 widen engineer",
                "not_transactional journal 2 keep engineer",
                "nul_in_text membre.nom 1 strip engineer",
                "orphan membre.ville 1 unchecked entity",
                "partial_date membre.ne_le 1 null entity",
                "reference_by_collation membre.ville 1 respell engineer",
                "zero_date membre.ne_le 1 null entity",
                "zero_date membre.vu_le 1 quarantine entity",
            ],
            hazards.Select(Line).Order(StringComparer.Ordinal));
        Assert.Equal(["Xxxxxxxx"], Samples(hazards, "orphan"));
        Assert.Equal(["9999-99-99"], Samples(hazards, "zero_date"));
        Assert.Equal(["xxxxx"], Samples(hazards, "reference_by_collation"));
        var html = await File.ReadAllTextAsync(Path.Combine(sheets, "decisions.html"), TestContext.Current.CancellationToken);
        Assert.Contains("Fiche de décision avant reprise", html, StringComparison.Ordinal);
        Assert.Contains("texte mal décodé deux fois ou plus", html, StringComparison.Ordinal);
        Assert.All(["Atlantis", "Zoé", "AmÃ"], value => Assert.DoesNotContain(value, html + result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task References_between_tables_of_different_collations_and_character_sets_are_asked_about(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                "CREATE TABLE groupe (code varchar(10) PRIMARY KEY) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                "INSERT INTO groupe VALUES ('Été'), ('hiver')",
                "CREATE TABLE membre (id int PRIMARY KEY, groupe_id varchar(10)) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                "INSERT INTO membre VALUES (1, 'Été'), (2, 'printemps')",
                "CREATE TABLE ancien (id int PRIMARY KEY, id_groupe varchar(10)) CHARACTER SET latin1",
                "INSERT INTO ancien VALUES (1, 'Été'), (2, 'automne'), (3, 'hiver')",
            ],
            from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var hazards = (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json["hazards"]!.AsArray();

        Assert.Equal(["likely_orphan ancien.id_groupe 1 keep entity", "likely_orphan membre.groupe_id 1 keep entity"], hazards.Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mapped_plan_adds_what_its_target_would_refuse()
    {
        await using var sample = await SampleDatabase.CreateAsync([
            "CREATE TABLE membre (id int PRIMARY KEY, nom varchar(60), age int, mail varchar(50))",
            "INSERT INTO membre VALUES (1, 'Zoé', 40, 'a@b.fr'), (2, 'Jean-Christophe', 40, 'a@b.fr'), (3, 'Léa', 70000, 'a@b.fr'), (4, 'Léo', 4, NULL)",
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync("CREATE TABLE person (id uuid PRIMARY KEY, name varchar(10) NOT NULL, age smallint, email varchar(50) NOT NULL)");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "people").Write("plans/people/plan.yaml", """
            plan: people
            tables:
              - table: person
                from: membre
                to: public.person
                id: { column: id, strategy: uuid }
                columns:
                  name: nom
                  age: age
                  email: mail
            """);

        var hazards = (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json["hazards"]!.AsArray();

        Assert.Equal(
            ["not_null membre.mail 1 quarantine entity", "out_of_range membre.age 1 quarantine entity", "too_long membre.nom 1 quarantine application"],
            hazards.Select(Line).Order(StringComparer.Ordinal));
        Assert.Equal(["Xxxx-Xxxxxxxxxx"], Samples(hazards, "too_long"));
    }

    private static string Line(JsonNode? hazard)
    {
        var column = (string)hazard!["column"]!;
        return $"{hazard["code"]} {hazard["table"]}{(column.Length > 0 ? "." : string.Empty)}{column} {hazard["rows"]} {hazard["proposal"]} {hazard["decider"]}";
    }

    private static IEnumerable<string> Samples(JsonArray hazards, string code) =>
        hazards.First(hazard => (string)hazard!["code"]! == code)!["samples"]!.AsArray().Select(sample => (string)sample!);
}
