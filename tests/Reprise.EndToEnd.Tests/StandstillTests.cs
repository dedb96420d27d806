using Npgsql;
using Reprise.Chaos.Site;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>A process that neither ends nor goes on, as when its machine is suspended, must not hold up the next one.</summary>
public sealed class StandstillTests
{
    private const long Gate = 42;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_stands_still_while_it_makes_the_ledger_is_not_waited_for_by_the_next()
    {
        await using var target = await TargetDatabase.CreateAsync();
        await using var administrator = NpgsqlDataSource.Create(target.AsAdministrator);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("held", TestServers.MariaDb, "replicate");
        using var stopped = await StopAtFirstIndexAsync(target, administrator, folder);

        var next = await folder.Reprise.RunAsync("status");

        next.Expect(0);
        await stopped.ContinueAsync(Cancellation);
        await stopped.EndAsync(Cancellation);
        (await folder.Reprise.RunAsync("status")).Expect(0);
        Assert.Equal(0L, await ScalarAsync(administrator, "SELECT count(*) - count(DISTINCT scriptname) FROM reprise.schema_version"));
    }

    /// <summary>A command held, by a trigger, in the middle of the ledger's first script, and stopped there.</summary>
    private static async Task<RepriseProcess> StopAtFirstIndexAsync(TargetDatabase target, NpgsqlDataSource administrator, ConfigurationFolder folder)
    {
        await target.ExecuteAsync($"""
            CREATE FUNCTION public.hold() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared({Gate}); END $$;
            CREATE EVENT TRIGGER hold ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION public.hold()
            """);
        await using var gate = await administrator.OpenConnectionAsync(Cancellation);
        await using var close = new NpgsqlCommand($"SELECT pg_advisory_lock({Gate})", gate);
        await close.ExecuteNonQueryAsync(Cancellation);
        var process = RepriseProcess.Start(RepriseCommand.Program, folder.Path, folder.EnvironmentVariables, ["status"]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (await ScalarAsync(administrator, $"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Gate} AND NOT granted") is 0L)
        {
            Assert.False(process.HasEnded, process.HasEnded ? (await process.EndAsync(Cancellation)).Text : string.Empty);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        await process.StopAsync(Cancellation);
        await target.ExecuteAsync("DROP EVENT TRIGGER hold");
        await using var open = new NpgsqlCommand($"SELECT pg_advisory_unlock({Gate})", gate);
        await open.ExecuteNonQueryAsync(Cancellation);
        return process;
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource target, string query)
    {
        await using var command = target.CreateCommand(query);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
