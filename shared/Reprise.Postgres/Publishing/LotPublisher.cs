using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Replication;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Publishing;

/// <summary>Publishes a lot: one transaction with its checkpoint, or nothing.</summary>
internal sealed class LotPublisher(Database database)
{
    /// <summary>Key of the advisory lock under which lots are published one after the other, whatever entity they are of.</summary>
    private const long PublishLock = 0x5075_626c_6973_68;

    public Task PublishAsync(RunLease lease, RunPlan plan, string lot, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [PublishLock], cancellationToken);
            await using var published = connection.Command("SELECT count(*) FROM reprise.published_lot WHERE run = $1 AND lot = $2", lease.Run.Value, lot);
            if (await published.ExecuteScalarAsync(cancellationToken) is not 0L)
            {
                return false;
            }

            foreach (var table in plan.Tables.Where(table => table.Lot == lot))
            {
                await RefuseUnbalancedAsync(connection, lease.Run, plan, table, cancellationToken);
                if (!plan.IsReplicate)
                {
                    await MappedPublisher.PublishAsync(connection, lease.Run, plan, table, cancellationToken);
                }
            }

            if (plan.IsReplicate)
            {
                await ForeignKeys.CreateAsync(connection, lease.Run, plan, cancellationToken);
                await SchemaSwap.SwapAsync(connection, lease.Run, plan, cancellationToken);
            }

            await connection.ExecuteAsync("INSERT INTO reprise.published_lot (run, lot) VALUES ($1, $2)", [lease.Run.Value, lot], cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>The conservation law, recounted in the transaction that publishes.</summary>
    private static async Task RefuseUnbalancedAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var rows = await Figures.CountAsync(connection, run, table, Sql.Quote(StagingNames.Table(run, plan, table)), cancellationToken);
        if (!rows.IsBalanced)
        {
            throw new RepriseException(
                ErrorCodes.NotBalanced,
                $"Table plan {table.Name} does not balance: read {rows.Read}, published {rows.Published}, unchanged {rows.Unchanged}, merged {rows.Merged}, quarantined {rows.Quarantined}, filtered {rows.Filtered}. Nothing of the lot was published; start a new run.");
        }
    }
}
