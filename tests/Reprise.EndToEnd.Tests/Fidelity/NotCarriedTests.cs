using System.Net;
using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>What a source has beside rows, and no plan carries over: inventory and the report of a mapped run list it as those of a replica do.</summary>
public sealed class NotCarriedTests
{
    private const string Plan = """
        plan: members
        IGNORED
        tables:
          - table: member
            from: adherent
            to: public.member
            id: { column: id, strategy: uuid }
            columns: { name: nom }
        """;

    private static readonly string[] Script =
    [
        "CREATE TABLE adherent (id int PRIMARY KEY, nom varchar(20)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)",
        "INSERT INTO adherent VALUES (1, 'Zoé'), (15, 'Léa')",
        "CREATE TABLE archive (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2",
        "CREATE VIEW annuaire AS SELECT nom FROM adherent",
        "CREATE TRIGGER majuscules BEFORE INSERT ON adherent FOR EACH ROW SET NEW.nom = UPPER(NEW.nom)",
        "CREATE PROCEDURE cloture() DELETE FROM archive",
        "CREATE FUNCTION age(annee int) RETURNS int DETERMINISTIC RETURN 2024 - annee",
        "CREATE EVENT purge_nuit ON SCHEDULE EVERY 1 YEAR DISABLE DO DELETE FROM archive",
    ];

    private static readonly string[] MariaDb =
    [
        "CREATE TABLE passage (id int PRIMARY KEY) WITH SYSTEM VERSIONING",
        "CREATE SEQUENCE numeros",
    ];

    private static readonly string[] Features =
    [
        "event purge_nuit ", "function age ", "partitions adherent adherent", "partitions archive archive", "procedure cloture ", "trigger majuscules adherent", "view annuaire ",
    ];

    private static readonly string[] Findings =
    [
        "not_carried : The event 'purge_nuit' is not carried: nobody does afterwards what it does at set times.",
        "not_carried : The function 'age' is not carried: its SQL is MySQL's.",
        "not_carried : The procedure 'cloture' is not carried: its SQL is MySQL's.",
        "not_carried : The trigger 'majuscules' of table 'adherent' is not carried: nobody does afterwards what it does.",
        "not_carried annuaire: The view is not carried: its SQL is MySQL's.",
        "partitions_not_carried adherent: The table is partitioned: the rows of all partitions are carried into one table without partitions.",
    ];

    [Theory]
    [InlineData(SourceServer.MariaDb)]
    [InlineData(SourceServer.MariaDb11)]
    [InlineData(SourceServer.MySql)]
    public async Task Inventory_lists_all_of_it_also_of_tables_that_the_plan_does_not_read(SourceServer server)
    {
        var isMariaDb = server != SourceServer.MySql;
        await using var set = await CreateAsync(server);
        var sheets = Path.Combine(set.Folder.Path, "sheets");

        var inventory = (await set.Folder.Reprise.RunAsync("inventory", "sample", "--quick", "--json", "--output", sheets)).Expect(0).Json;
        var text = (await set.Folder.Reprise.RunAsync("inventory", "sample", "--quick")).Expect(0).Output;

        string[] features = isMariaDb ? [.. Features, "history passage passage", "sequence numeros "] : Features;
        string[] findings =
        [
            .. Findings,
            "partitions_not_carried archive: The table is partitioned: the rows of all partitions are carried into one table without partitions.",
            .. isMariaDb ? ["history_not_carried passage: The table is system-versioned: its current rows are carried, their history is not.", "not_carried : The sequence 'numeros' is not carried."] : Array.Empty<string>(),
        ];
        Assert.Equal(features.Order(StringComparer.Ordinal), inventory["features"]!.AsArray().Select(feature => $"{feature!["kind"]} {feature["name"]} {feature["table"]}").Order(StringComparer.Ordinal));
        Assert.Equal(findings.Order(StringComparer.Ordinal), NotCarried(inventory["findings"]!));
        Assert.All(findings, finding => Assert.Contains(finding[(finding.IndexOf(": ", StringComparison.Ordinal) + 2)..], text, StringComparison.Ordinal));
        var html = WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(sheets, "decisions.html"), TestContext.Current.CancellationToken)).Replace("</td>\n<td>", "</td><td>", StringComparison.Ordinal);
        Assert.Contains("Ce que la base contient et qui ne sera pas repris", html, StringComparison.Ordinal);
        string[] rows =
        [
            "<td>vue</td><td>annuaire</td><td>—</td>", "<td>déclencheur</td><td>majuscules</td><td>adherent</td>", "<td>procédure</td><td>cloture</td><td>—</td>", "<td>fonction</td><td>age</td><td>—</td>",
            "<td>tâche planifiée</td><td>purge_nuit</td><td>—</td>", "<td>archive</td><td>archive</td>",
            .. isMariaDb ? ["<td>séquence</td><td>numeros</td><td>—</td>", "<td>passage</td><td>passage</td>"] : Array.Empty<string>(),
        ];
        Assert.All(rows, row => Assert.Contains(row, html, StringComparison.Ordinal));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(sheets, "decisions.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(features.Length, json["features"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(SourceServer.MariaDb)]
    [InlineData(SourceServer.MySql)]
    public async Task The_report_of_a_mapped_run_names_what_the_database_and_the_tables_that_it_reads_have(SourceServer server)
    {
        await using var set = await CreateAsync(server);

        var run = (string)(await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
        (await set.Folder.Reprise.RunAsync("report", run, "--output", set.Folder.Path)).Expect(0);

        string[] expected = server == SourceServer.MySql ? Findings : [.. Findings, "not_carried : The sequence 'numeros' is not carried."];
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(set.Folder.Path, "report.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(expected.Order(StringComparer.Ordinal), NotCarried(report["plan"]!["findings"]!));
        var html = WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(set.Folder.Path, "report.html"), TestContext.Current.CancellationToken));
        Assert.All(expected, finding => Assert.Contains(finding[(finding.IndexOf(": ", StringComparison.Ordinal) + 2)..], html, StringComparison.Ordinal));
        Assert.Equal(["name=Léa", "name=Zoé"], (await set.ReadAsync("SELECT name FROM member")));
    }

    private static async Task<MappedSample> CreateAsync(SourceServer server) =>
        await MappedSample.CreateAsync(
        server == SourceServer.MySql ? Script : [.. Script, .. MariaDb],
        "CREATE TABLE member (id uuid PRIMARY KEY, name text)",
        Plan.Replace("IGNORED", server == SourceServer.MySql ? "ignored: [archive]" : "ignored: [archive, passage]", StringComparison.Ordinal),
        server);

    private static IEnumerable<string> NotCarried(JsonNode findings) => findings.AsArray()
        .Where(finding => ((string)finding!["code"]!).EndsWith("not_carried", StringComparison.Ordinal))
        .Select(finding => $"{finding!["code"]} {finding["table"]}: {finding["message"]}")
        .Order(StringComparer.Ordinal);
}
