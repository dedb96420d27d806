using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Replication;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Publishing;

/// <summary>Publishes a lot: one transaction with its checkpoint, or nothing.</summary>
internal sealed class LotPublisher(Database database, ResolvingPorts ports)
{
    /// <summary>Key of the advisory lock under which lots are published one after the other, whatever entity they are of.</summary>
    private const long PublishLock = 0x5075_626c_6973_68;

    public async Task PublishAsync(RunLease lease, RunPlan plan, string lot, CancellationToken cancellationToken)
    {
        RunTable[] tables = [.. plan.Tables.Where(table => table.Lot == lot)];
        var isNew = await database.InTransactionAsync(lease, connection => PublishAsync(connection, lease.Run, plan, lot, tables, cancellationToken), cancellationToken);
        if (isNew && !plan.IsReplicate)
        {
            await database.UseAsync(connection => Statistics.RefreshAsync(connection, tables, cancellationToken), cancellationToken);
        }
    }

    private async Task<bool> PublishAsync(NpgsqlConnection connection, RunId run, RunPlan plan, string lot, RunTable[] tables, CancellationToken cancellationToken)
    {
        await LockAsync(connection, cancellationToken);
        await using var published = connection.Command("SELECT count(*) FROM reprise.published_lot WHERE run = $1 AND lot = $2", run.Value, lot);
        if (await published.ExecuteScalarAsync(cancellationToken) is not 0L)
        {
            return false;
        }

        if (plan.IsReplicate)
        {
            await Conservation.CheckAsync(connection, run, plan, tables, cancellationToken);
            await ForeignKeys.CreateAsync(connection, ports.Seal, run, plan, cancellationToken);
            await SchemaSwap.SwapAsync(connection, run, plan, cancellationToken);
        }
        else
        {
            await MappedLot.PublishAsync(connection, ports, run, plan, tables, cancellationToken);
        }

        await Reinjections.RecordAsync(connection, run, plan, tables, cancellationToken);
        await connection.ExecuteAsync("INSERT INTO reprise.published_lot (run, lot) VALUES ($1, $2)", [run.Value, lot], cancellationToken);
        return true;
    }

    /// <summary>Waits for other lots as long as they take: the limit on waiting is meant for locks of the application.</summary>
    internal static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var limit = connection.Command("SELECT current_setting('lock_timeout')");
        var patience = (string)(await limit.ExecuteScalarAsync(cancellationToken))!;
        await connection.ExecuteAsync("SELECT set_config('lock_timeout', '0', true)", [], cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [PublishLock], cancellationToken);
        await connection.ExecuteAsync("SELECT set_config('lock_timeout', $1, true)", [patience], cancellationToken);
    }
}
