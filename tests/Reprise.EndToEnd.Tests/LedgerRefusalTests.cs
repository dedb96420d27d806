using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>What is lost with the ledger itself is no failure of a step: nothing can be recorded of it, so that the command has to say it.</summary>
public sealed class LedgerRefusalTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task A_ledger_that_takes_no_outcomes_ends_the_command_with_the_reason_and_the_run_resumes_once_it_does()
    {
        using var folder = ConfigurationFolder.Create(demo.Demo.Target).WithEntity("refused", demo.Demo.Sources["ud-69"], "replicate", "schema: refused");
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        (await folder.Reprise.RunAsync("status")).Expect(0);
        await ExecuteAsync(target, """
            CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'No outcome of % today.', NEW.kind; END $$;
            CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON reprise.step FOR EACH ROW WHEN (NEW.kind = 'VerifyTable') EXECUTE FUNCTION public.refuse()
            """);

        var refused = await folder.Reprise.RunAsync("run", "refused", "--json");
        await ExecuteAsync(target, "DROP FUNCTION public.refuse() CASCADE");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("SQLSTATE P0001", refused.Error, StringComparison.Ordinal);
        await using var newest = target.CreateCommand("SELECT id FROM reprise.run ORDER BY started_at DESC LIMIT 1");
        var run = (string)(await newest.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains($"reprise resume {run}", refused.Error, StringComparison.Ordinal);
        var resumed = (await folder.Reprise.RunAsync("resume", run, "--json")).Expect(0).Json;
        Assert.Equal("succeeded", (string)resumed["status"]!);
        Assert.True((bool)resumed["balanced"]!);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource target, string statement)
    {
        await using var command = target.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
