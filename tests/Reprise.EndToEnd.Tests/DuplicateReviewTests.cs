using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>Pairs in doubt, as an operator meets them: a gate waits for them and the report counts them.</summary>
public sealed class DuplicateReviewTests
{
    private static readonly string[] Script =
    [
        "CREATE TABLE asso (id int PRIMARY KEY, nom varchar(80), rue varchar(80), cp varchar(5), ville varchar(40))",
        """
        INSERT INTO asso
        SELECT seq, concat('Atelier ', char(65 + seq % 26), seq * 37, ' ', elt(1 + seq % 6, 'Tanneurs', 'Écluse', 'Passerelle', 'Fabrique', 'Hirondelles', 'Étincelle')),
               concat(seq * 3, ' rue des ', elt(1 + seq * 5 % 6, 'Prés', 'Moulins', 'Vignes', 'Sources', 'Lilas', 'Cerisiers'), ' ', seq), 1000 + seq % 9, concat('Ville ', seq % 9)
        FROM seq_1_to_60
        """,
        """
        INSERT INTO asso VALUES
            (100, 'Chorale du Préau', '1 quai des Prés', '1011', 'Ville 11'), (200, 'Chorale du Préau', '88 cours Foch', '1011', 'Ville 11'),
            (101, 'Boulangerie Tremplin Mosaïque', '7 rue de la Boussole', '1003', 'Ville 3'), (201, 'Boulangerie Tremplin Mosaïques', '9 rue de la Boussole', '1003', 'Ville 3'),
            (102, 'Garage du Relais', '12 avenue Pasteur', '1004', 'Ville 4'), (202, 'Garage du Relais Neuf', '12 avenue Pasteur', '1004', 'Ville 4')
        """,
    ];

    private const string Plan = """
        plan: members
        tables:
          - table: organisation
            from: asso
            to: public.organisation
            id: { column: id, strategy: uuid }
            duplicates: { kind: organisation, match_at: 0.999999, review_at: 0.001, fields: { name: name, street: street, postal_code: postal_code, city: city } }
            columns: { name: nom, street: rue, postal_code: cp, city: ville }
        gates:
          - { gate: undecided, table: organisation, measure: review, at_most: 0, label: Doublons à trancher }
        """;

    private const string Tables = "CREATE TABLE organisation (id uuid PRIMARY KEY, name text NOT NULL, street text, postal_code text, city text)";

    [Fact]
    public async Task A_gate_waits_for_open_pairs_and_the_report_counts_them()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);

        var stopped = (await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(3).Json;
        var run = (string)stopped["run"]!;
        Assert.Equal("undecided", (string)Assert.Single(stopped["failedGates"]!.AsArray())!["gate"]!);
        var pairs = await ReviewAsync(set, run);
        var pair = pairs[0]!;
        (await set.Folder.Reprise.RunAsync("approve", run, "--by", "Mme Durand", "--waive", "undecided", "--reason", "tranchés après la reprise")).Expect(0);

        (await set.Folder.Reprise.RunAsync("duplicates", "decide", run, "organisation", $"{pair["number"]}", "--different", "--by", "Mme Durand", "--reason", "deux chorales")).Expect(0);
        Assert.Equal([$"1 of {pairs.Count}"], await OpenAsync(set, run, "decided"));
    }

    [Fact]
    public async Task A_pair_that_is_decided_is_open_no_more_in_the_next_run()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan.Replace("at_most: 0", "at_most: 0, on_fail: warn", StringComparison.Ordinal));
        var run = (string)(await set.Folder.Reprise.RunAsync("run", "sample", "--mode", "rehearsal", "--json")).Expect(0).Json["run"]!;
        var pair = (await ReviewAsync(set, run))[0]!;
        var merged = int.Parse((await set.ReadAsync("SELECT merged::text FROM reprise.table_figures"))[0]["merged=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        (await set.Folder.Reprise.RunAsync("duplicates", "decide", run, "organisation", $"{pair["number"]}", "--same", "--by", "Mme Durand", "--reason", "même chorale")).Expect(0);

        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);

        Assert.Equal([$"merged={merged + 1}"], await set.ReadAsync("SELECT merged::text FROM reprise.table_figures WHERE run = (SELECT id FROM reprise.run ORDER BY started_at DESC LIMIT 1)"));
        Assert.DoesNotContain(await ReviewAsync(set, await NewestAsync(set)), entry => (string)entry!["sourceKey"]! == (string)pair["sourceKey"]!);
    }

    private static async Task<JsonArray> ReviewAsync(MappedSample set, string run)
    {
        var pairs = (await set.Folder.Reprise.RunAsync("duplicates", "list", run, "--review", "--json")).Expect(0).Json.AsArray();
        Assert.All(pairs, pair => Assert.Null(pair!["targetId"]));
        return pairs;
    }

    private static async Task<string> NewestAsync(MappedSample set) => (await set.ReadAsync("SELECT id FROM reprise.run ORDER BY started_at DESC LIMIT 1"))[0]["id=".Length..];

    private static async Task<IReadOnlyList<string>> OpenAsync(MappedSample set, string run, string what)
    {
        (await set.Folder.Reprise.RunAsync("report", run, "--output", set.Folder.Path)).Expect(0);
        var page = await File.ReadAllTextAsync(Path.Combine(set.Folder.Path, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("Doublons : rapprochements et cas à trancher", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(set.Folder.Path, "report.json"), TestContext.Current.CancellationToken))!;
        return [.. report["reviews"]!.AsArray().Select(queue => $"{queue![what]} of {queue["pairs"]}")];
    }
}
