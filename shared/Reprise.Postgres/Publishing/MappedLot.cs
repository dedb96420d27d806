using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Following;
using Reprise.Postgres.Giving;
using Reprise.Postgres.Merging;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Publishing;

/// <summary>Publishes the table plans of a mapped lot, as they were resolved or, where the target has changed since, as they are resolved now.</summary>
/// <remarks>
/// Gates and an approval may lie between resolving and publishing, and with them writes of the application and of runs of other entities.
/// What other runs published is known beforehand. What the application wrote shows as a record of another version, or as a constraint that refuses:
/// then everything of the lot is undone, resolved in this transaction, and published.
/// </remarks>
internal static class MappedLot
{
    private const string Savepoint = "lot";

    public static async Task PublishAsync(NpgsqlConnection connection, ResolvingPorts ports, RunId run, RunPlan plan, RunTable[] tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            if (!await Freshness.IsFreshAsync(connection, run, table, cancellationToken))
            {
                await MappedResolver.ResolveAsync(connection, ports, run, plan, table, [], cancellationToken);
            }
        }

        var held = new List<HeldMerge>();
        var outcome = await TryPublishAsync(connection, run, plan, tables, held, cancellationToken);
        var isAgain = false;
        while (outcome is not Outcome.Published && !isAgain)
        {
            // Merges that are held back are fewer each time; what the application does meanwhile gets one more try.
            isAgain = outcome is Outcome.Stale;
            foreach (var table in tables)
            {
                await MappedResolver.ResolveAsync(connection, ports, run, plan, table, held, cancellationToken);
            }

            outcome = await TryPublishAsync(connection, run, plan, tables, held, cancellationToken);
        }

        if (outcome is not Outcome.Published)
        {
            throw new RepriseException(
                "target_changing",
                $"Somebody writes to {string.Join(", ", tables.Select(table => table.Target.Name).Distinct())} while lot {tables[0].Lot} is published. Nothing of it was published; it is tried again.",
                isTransient: true);
        }
    }

    private static async Task<Outcome> TryPublishAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable[] tables, List<HeldMerge> held, CancellationToken cancellationToken)
    {
        await Conservation.CheckAsync(connection, run, plan, tables, cancellationToken);
        await ExecuteAsync(connection, $"SAVEPOINT {Savepoint}", cancellationToken);
        try
        {
            foreach (var table in tables)
            {
                await MappedPublisher.PublishAsync(new Resolution(connection, run, plan, table), cancellationToken);
            }

            await GoneRecords.ApplyAsync(connection, run, plan, tables, cancellationToken);
            await MergedRecords.ApplyAsync(connection, run, plan, tables, cancellationToken);
            await GivenRecords.ApplyAsync(connection, run, plan, tables, cancellationToken);

            // Deferred constraints speak now, while there is something to be done about it.
            await ExecuteAsync(connection, "SET CONSTRAINTS ALL IMMEDIATE", cancellationToken);
            return Outcome.Published;
        }
        catch (HeldMergesException exception)
        {
            await ExecuteAsync(connection, $"ROLLBACK TO SAVEPOINT {Savepoint}", cancellationToken);
            held.AddRange(exception.Held);
            return Outcome.MergesHeld;
        }
        catch (Exception exception) when (exception is StaleResolutionException or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation })
        {
            await ExecuteAsync(connection, $"ROLLBACK TO SAVEPOINT {Savepoint}", cancellationToken);
            return Outcome.Stale;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private enum Outcome
    {
        Published,

        /// <summary>The application wrote since, or refuses what was resolved.</summary>
        Stale,

        /// <summary>Merges of published records must not be carried out.</summary>
        MergesHeld,
    }
}
