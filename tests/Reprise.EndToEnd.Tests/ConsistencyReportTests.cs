using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MySqlConnector;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>What the report says of the state of the source that a run read: where it is in the source's log, by what means it is one state, and which tables it does not protect.</summary>
public sealed class ConsistencyReportTests
{
    private static readonly string[] Script =
    [
        "CREATE TABLE adherent (id int PRIMARY KEY) ENGINE = InnoDB", "INSERT INTO adherent VALUES (1)",
        "CREATE TABLE journal (id int PRIMARY KEY) ENGINE = MyISAM", "INSERT INTO journal VALUES (1)",
        "CREATE TABLE compteur (id int PRIMARY KEY) ENGINE = MyISAM",
    ];

    [Fact]
    public async Task MariaDB_s_position_is_file_and_offset_of_its_log_and_tables_without_transactions_are_named()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script);

        var report = await ReportAsync(sample.Connection, () => StatusAsync(sample, "SHOW MASTER STATUS"));

        // The server is shared: its log may grow meanwhile, and never shrinks.
        Assert.InRange(Offset(report.Position), Offset(report.Before), Offset(report.After));
        Assert.Equal(report.Before.Split(':')[0], report.Position.Split(':')[0]);
        AssertPoint(report, "locked_snapshot", isConsistent: true, "instantané cohérent, tables verrouillées pendant l'ouverture");
        Assert.Equal(["compteur", "journal"], report.Json["point"]!["unprotected"]!.AsArray().Select(table => (string)table!).Order(StringComparer.Ordinal));
        Assert.Contains("<dt>Tables sans transaction</dt>\n<dd>compteur, journal</dd>", report.Html, StringComparison.Ordinal);

        static (string File, long At) Offset(string position) => (position.Split(':')[0], long.Parse(position.Split(':')[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task MySQL_s_position_is_the_set_of_transactions_that_it_has_committed()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script, SourceServer.MySql);

        var report = await ReportAsync(sample.Connection, () => StatusAsync(sample, "SELECT @@GLOBAL.gtid_executed"));

        // Everything committed before is in it, and nothing that was not committed at the end.
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f-]{27}:1-[0-9]+", report.Position);
        Assert.Equal("1", await StatusAsync(sample, $"SELECT GTID_SUBSET('{report.Before}', '{report.Position}') AND GTID_SUBSET('{report.Position}', '{report.After}')"));
        AssertPoint(report, "locked_snapshot", isConsistent: true, "instantané cohérent, tables verrouillées pendant l'ouverture");
    }

    [Fact]
    public async Task A_run_whose_account_may_neither_lock_nor_see_a_position_says_that_it_read_no_single_state()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script, SourceServer.MariaDb11);
        Assert.SkipUnless(await StatusAsync(sample, "SELECT @@log_bin") == "0", "The server keeps a binary log.");
        var account = TestServers.UniqueName("reader");
        await sample.ExecuteAsync($"CREATE USER '{account}'@'%' IDENTIFIED BY 'only-a-test'");
        try
        {
            await sample.ExecuteAsync($"GRANT SELECT ON `{sample.Name}`.* TO '{account}'@'%'");
            var connection = new MySqlConnectionStringBuilder(sample.Connection) { UserID = account, Password = "only-a-test" }.ConnectionString;

            var report = await ReportAsync(connection, () => Task.FromResult(string.Empty));

            AssertPoint(report, "snapshot_per_connection", isConsistent: false, "un instantané par connexion, non synchronisé");
            Assert.Contains("<dt>Position</dt>\n<dd>non communiquée par le serveur</dd>", report.Html, StringComparison.Ordinal);
        }
        finally
        {
            await sample.ExecuteAsync($"DROP USER '{account}'@'%'");
        }
    }

    private static void AssertPoint(Report report, string method, bool isConsistent, string words)
    {
        Assert.Equal((method, isConsistent), ((string)report.Json["point"]!["method"]!, (bool)report.Json["point"]!["isConsistent"]!));
        Assert.Contains($"<dt>Lecture de la source</dt>\n<dd>{words}</dd>", report.Html, StringComparison.Ordinal);
        Assert.Contains($"<dt>Un seul point dans le temps</dt>\n<dd>{(isConsistent ? "oui" : "non")}</dd>", report.Html, StringComparison.Ordinal);
        if (report.Position.Length > 0)
        {
            Assert.Contains($"<dt>Position</dt>\n<dd>{report.Position}</dd>", report.Html, StringComparison.Ordinal);
        }
    }

    /// <summary>The report of a run, with what the server says before and after it.</summary>
    private static async Task<Report> ReportAsync(string source, Func<Task<string>> ask)
    {
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", source, "replicate");
        var before = await ask();
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
        var after = await ask();
        (await folder.Reprise.RunAsync("report", run, "--output", folder.Path)).Expect(0);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.json"), TestContext.Current.CancellationToken))!;
        var html = WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.html"), TestContext.Current.CancellationToken));
        return new Report(json, html, (string?)json["point"]!["position"] ?? string.Empty, before, after);
    }

    private static async Task<string> StatusAsync(SampleDatabase sample, string statement)
    {
        await using var connection = new MySqlConnection(sample.Connection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        return string.Join(':', Enumerable.Range(0, Math.Min(reader.FieldCount, 2)).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))).ReplaceLineEndings(string.Empty);
    }

    /// <summary>Documents of a report, the position that they tell, and what the server said before and after the run.</summary>
    private sealed record Report(JsonNode Json, string Html, string Position, string Before, string After);
}
