using Npgsql;
using Reprise.Chaos.Results;
using Reprise.Chaos.Site;

namespace Reprise.Chaos;

/// <summary>Looks at the ledger, past the proxies, and says the command that is called for.</summary>
internal sealed class Operator(string entity, Installation installation, TargetCopy target)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins or resumes the run until it has succeeded.</summary>
    /// <exception cref="InvalidOperationException">It does not, however often.</exception>
    public async Task<Ending> CarryOnAsync(int maxCommands, CancellationToken cancellationToken)
    {
        var last = string.Empty;
        var how = Ending.BegunAgain;
        for (var command = 0; command < maxCommands; command++)
        {
            var (run, status, _) = await NewestAsync(cancellationToken);
            if (status == "succeeded")
            {
                return new Ending(command == 0 ? Ending.Alone : how);
            }

            how = run is null ? Ending.BegunAgain : Ending.Resumed;
            using var process = run is null ? installation.Start("run", entity, "--json") : installation.Start("resume", run, "--json");
            last = (await process.EndAsync(cancellationToken)).Text;
        }

        return (await NewestAsync(cancellationToken)).Status == "succeeded"
            ? new Ending(how)
            : throw new InvalidOperationException($"The run of {entity} does not come to its end, however often it is resumed. Last words: {last}");
    }

    /// <summary>Waits until there is a run.</summary>
    public async Task BeginningAsync(CancellationToken cancellationToken)
    {
        while ((await NewestAsync(cancellationToken)).Run is null)
        {
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits until the run has succeeded.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    public async Task EndOfRunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (run, status, code) = await NewestAsync(cancellationToken);
            if (status == "succeeded")
            {
                return;
            }

            if (status is not (null or "running"))
            {
                throw new InvalidOperationException($"Run {run} is {status}: {code}");
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Why the newest run stopped; null when it did not, or never began.</summary>
    public async Task<string?> CodeAsync(CancellationToken cancellationToken) => (await NewestAsync(cancellationToken)).Code;

    /// <summary>Seconds that the newest run took, by the ledger's clock.</summary>
    public async Task<double> SecondsAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(target.AsAdministrator);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT extract(epoch FROM ended_at - started_at)::float8 FROM reprise.run WHERE entity = $1 ORDER BY started_at DESC LIMIT 1", connection)
        {
            Parameters = { new NpgsqlParameter { Value = entity } },
        };
        return (double)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<(string? Run, string? Status, string? Code)> NewestAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(target.AsAdministrator);
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT to_regclass('reprise.run') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return default;
        }

        await using var command = new NpgsqlCommand("SELECT id, status, code FROM reprise.run WHERE entity = $1 ORDER BY started_at DESC LIMIT 1", connection)
        {
            Parameters = { new NpgsqlParameter { Value = entity } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetString(0), reader.GetString(1), reader.GetValue(2) as string)
            : default;
    }
}
