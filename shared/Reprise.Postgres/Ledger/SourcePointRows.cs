using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>source_point</c>: the state of the source that a run reads, and what a change of it means.</summary>
internal static class SourcePointRows
{
    /// <summary>Points at different states a run gets before what it has counts all the same, so that a source that never rests cannot keep it from ending. The report then says that the run has no single point.</summary>
    private const int MaxRestarts = 3;

    public static async Task<SourcePoint?> ReadAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) =>
        await connection.QueryAsync(
            "SELECT point, method, is_consistent, position, unprotected FROM reprise.source_point WHERE run = $1",
            [run.Value],
            reader => new SourcePoint(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.Nullable<string>(3), reader.GetFieldValue<string[]>(4)),
            cancellationToken) is [var point] ? point : null;

    /// <summary>Records the point a node reads at, and forgets what was extracted at another state. The caller holds the run's row.</summary>
    public static async Task<PointVerdict> AttachAsync(NpgsqlConnection connection, RunId run, SourcePoint point, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(connection, run, cancellationToken);
        if (known is null)
        {
            await connection.ExecuteAsync(
                "INSERT INTO reprise.source_point (run, point, method, is_consistent, position, unprotected) VALUES ($1, $2, $3, $4, $5, $6)",
                [run.Value, point.Id, point.Method, point.IsConsistent, new NpgsqlParameter<string?> { TypedValue = point.Position }, point.Unprotected.ToArray()],
                cancellationToken);
            return PointVerdict.Current;
        }

        if (known.Id == point.Id)
        {
            return PointVerdict.Current;
        }

        if (!await AnyExtractedAsync(connection, run, cancellationToken))
        {
            await ReplaceAsync(connection, run, point, point.IsConsistent, restarts: 0, cancellationToken);
            await ForgetAsync(connection, run, cancellationToken);
            return PointVerdict.Current;
        }

        if (IsSameState(known, point))
        {
            await ReplaceAsync(connection, run, point, isConsistent: true, restarts: 0, cancellationToken);
            return PointVerdict.Continued;
        }

        await using var restarts = connection.Command("SELECT restarts FROM reprise.source_point WHERE run = $1", run.Value);
        if (await restarts.ExecuteScalarAsync(cancellationToken) is >= MaxRestarts)
        {
            await ReplaceAsync(connection, run, point, isConsistent: false, restarts: 0, cancellationToken);
            return PointVerdict.Continued;
        }

        await ReplaceAsync(connection, run, point, point.IsConsistent, restarts: 1, cancellationToken);
        await ForgetAsync(connection, run, cancellationToken);
        return PointVerdict.Restarted;
    }

    private static bool IsSameState(SourcePoint one, SourcePoint other) =>
        one.IsConsistent && other.IsConsistent && one.Position is not null && one.Position == other.Position && one.Unprotected.Count == 0 && other.Unprotected.Count == 0;

    private static async Task<bool> AnyExtractedAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT EXISTS (SELECT FROM reprise.chunk WHERE run = $1 AND extracted_at IS NOT NULL)", run.Value);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static Task ReplaceAsync(NpgsqlConnection connection, RunId run, SourcePoint point, bool isConsistent, int restarts, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        UPDATE reprise.source_point
        SET point = $2, method = $3, is_consistent = $4, position = $5, unprotected = $6, opened_at = now(), restarts = restarts + $7
        WHERE run = $1
        """,
        [run.Value, point.Id, point.Method, isConsistent, new NpgsqlParameter<string?> { TypedValue = point.Position }, point.Unprotected.ToArray(), restarts],
        cancellationToken);

    /// <summary>Chunk plans, checkpoints, quarantine and figures go, and so does the staging schema, which planning creates anew.</summary>
    private static async Task ForgetAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        foreach (var table in new[] { "chunk", "staged_chunk", "coercion", "quarantine", "table_figures", "gate_verdict", "gone_row" })
        {
            await connection.ExecuteAsync($"DELETE FROM reprise.{table} WHERE run = $1", [run.Value], cancellationToken);
        }

        await StagingSchemas.DropAsync(connection, run, cancellationToken);
    }
}
