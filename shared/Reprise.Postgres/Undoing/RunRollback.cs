using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Publishing;
using Reprise.Postgres.Replication;

namespace Reprise.Postgres.Undoing;

/// <summary>Undoes a run under the lock that lots are published under. A dry run is the same transaction, not committed.</summary>
internal sealed class RunRollback(Database database) : IRollback
{
    public Task<RollbackResult> RollBackAsync(RollbackRequest request, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await RollBackAsync(connection, request, cancellationToken);
            if (!request.IsDryRun)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return result;
        },
        cancellationToken);

    private async Task<RollbackResult> RollBackAsync(NpgsqlConnection connection, RollbackRequest request, CancellationToken cancellationToken)
    {
        await LotPublisher.LockAsync(connection, cancellationToken);
        await RunRows.LockEntityAsync(connection, request.Run.Entity, cancellationToken);
        var run = await RunRows.LockAsync(connection, request.Run, cancellationToken);
        var plan = await new RunDocuments(database).FindPlanAsync(run.Id, cancellationToken);
        var lots = await LotsAsync(connection, run, request.Lot, plan, cancellationToken);
        string[] open = [.. lots.Where(lot => !lot.IsRolledBack).Select(lot => lot.Name)];
        if (open.Length == 0 || plan is null)
        {
            return new RollbackResult(run.Id.Value, request.IsDryRun, WasDone: true, [], [], await RollbackRows.ListKeptAsync(connection, run.Id, [], cancellationToken));
        }

        await RefuseUnderWayAsync(connection, run, cancellationToken);
        RunTable[] tables = [.. plan.Tables.Where(table => open.Contains(table.Lot))];
        if (plan.IsReplicate)
        {
            await SchemaReturn.ReturnAsync(connection, run, plan, cancellationToken);
        }

        var figures = plan.IsReplicate ? [] : await MappedRollback.UndoAsync(connection, run.Id, plan, tables, cancellationToken);
        var kept = await RollbackRows.ListKeptAsync(connection, run.Id, [.. tables.Select(table => table.Name)], cancellationToken);
        await RollbackRows.RecordAsync(connection, request, open, figures, cancellationToken);
        return new RollbackResult(run.Id.Value, request.IsDryRun, WasDone: false, open, figures, kept);
    }

    private static async Task<IReadOnlyList<PublishedLot>> LotsAsync(NpgsqlConnection connection, RunRecord run, string? lot, RunPlan? plan, CancellationToken cancellationToken)
    {
        if (lot is not null && plan?.Lots.Contains(lot) != true)
        {
            throw new RepriseException(ErrorCodes.RollbackRefused, $"Run {run.Id} has no lot '{lot}'; it has {string.Join(", ", plan?.Lots ?? [])}.");
        }

        var lots = await connection.QueryAsync(
            "SELECT lot, rolled_back_at IS NOT NULL FROM reprise.published_lot WHERE run = $1 AND ($2::text IS NULL OR lot = $2) ORDER BY lot",
            [run.Id.Value, lot],
            reader => new PublishedLot(reader.GetString(0), reader.GetBoolean(1)),
            cancellationToken);
        return lots.Count > 0 ? lots : throw RunRows.WrongStatus(run, "It published nothing that could be rolled back.");
    }

    private static async Task RefuseUnderWayAsync(NpgsqlConnection connection, RunRecord run, CancellationToken cancellationToken)
    {
        if (await RunRows.UnderWayAsync(connection, run.Entity, cancellationToken) is { } other)
        {
            throw other == run.Id ? RunRows.WrongStatus(run, "Roll it back when it has ended.") : new RunInProgressException(run.Entity, other);
        }
    }

    private sealed record PublishedLot(string Name, bool IsRolledBack);
}
