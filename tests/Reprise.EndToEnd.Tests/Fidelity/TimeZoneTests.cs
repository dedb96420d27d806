using System.Text.Json.Nodes;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Local times of a source whose zone is declared, against PostgreSQL's own idea of that zone.</summary>
public sealed class TimeZoneTests
{
    /// <summary>Afternoons from 1900 to 2046, two hours of 2024 that summer time skips and repeats, and one row without a time.</summary>
    private static readonly string[] Script =
    [
        "CREATE TABLE passage (id int PRIMARY KEY, vu_le datetime)",
        $"INSERT INTO passage VALUES {string.Join(", ", Enumerable.Range(1, 8900).Select(row => $"({row}, '{new DateTime(1899, 12, 31, 12, 17, 0).AddDays(row * 6).AddHours(row % 9):yyyy-MM-dd HH:mm:ss}')"))}",
        "INSERT INTO passage VALUES (10001, '2024-03-31 02:00:00'), (10002, '2024-03-31 02:59:59'), (10003, '2024-10-27 02:00:00'), (10004, '2024-10-27 02:59:59'), (10005, NULL), (10006, '1900-01-01 00:00:00')",
    ];

    private const string Plan = """
        plan: passages
        tables:
          - table: passage
            from: passage
            to: public.passage
            id: { column: id, strategy: uuid }
            columns: { legacy: id, local: vu_le, instant: vu_le }
        """;

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Instants_are_those_that_PostgreSQL_gives_the_zone_and_skipped_and_repeated_hours_are_in_the_ledger(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(Script, from);
        await using var target = await TargetDatabase.CreateAsync(to);
        await target.ExecuteAsync("CREATE TABLE passage (id uuid PRIMARY KEY, legacy integer NOT NULL, local timestamp(0), instant timestamptz(0))");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "passages", "time_zone: Europe/Paris").Write("plans/passages/plan.yaml", Plan);
        var hazards = (await folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json["hazards"]!.AsArray();

        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);

        // PostgreSQL takes the second of two hours, and moves a skipped one as Reprise does.
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var others = application.CreateCommand(
            "SELECT string_agg(legacy || ' ' || (local AT TIME ZONE 'Europe/Paris' - instant), ', ' ORDER BY legacy) FROM passage WHERE local AT TIME ZONE 'Europe/Paris' IS DISTINCT FROM instant");
        var losses = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json["coercions"]!.AsArray();
        Assert.Equal(["instant dst_gap 10001 10002", "instant dst_overlap 10003 10004"], losses.Select(Entry).Order(StringComparer.Ordinal));
        Assert.Equal("10003 01:00:00, 10004 01:00:00", await others.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["dst_gap 2 shift entity", "dst_overlap 2 shift entity"], hazards.Select(hazard => $"{hazard!["code"]} {hazard["rows"]} {hazard["proposal"]} {hazard["decider"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task A_replicated_datetime_that_configuration_makes_an_instant_follows_the_same_rule(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE passage (id int PRIMARY KEY, vu_le datetime, parti_le datetime)", "INSERT INTO passage VALUES (1, '2024-07-01 12:00:00', '2024-07-01 12:00:00')"], from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "time_zone: Europe/Paris\ntypes: { passage.vu_le: timestamptz }");

        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);

        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var row = application.CreateCommand("SELECT (vu_le AT TIME ZONE 'UTC')::text || ', ' || parti_le::text FROM sample.passage");
        Assert.Equal("2024-07-01 10:00:00, 2024-07-01 12:00:00", await row.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static string Entry(JsonNode? entry) => $"{entry!["column"]} {entry["rule"]} {string.Join(' ', entry["keys"]!.AsArray().Select(key => (string)key!))}";
}
