using System.Runtime.CompilerServices;
using Npgsql;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Tables <c>quarantine</c>, <c>correction</c> and <c>run_correction</c>.</summary>
internal sealed class QuarantineLedger(Database database) : IQuarantineLedger
{
    /// <summary>Most keys shown of a group.</summary>
    private const int MaxKeys = 3;

    private const string Filtered = "q.run = $1 AND ($2::text IS NULL OR q.table_plan = $2) AND ($3::text IS NULL OR q.reason = $3)";

    public Task<IReadOnlyList<HeldRowGroup>> CountAsync(RunId run, QuarantineFilter filter, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<HeldRowGroup>>(
        async connection => await connection.QueryAsync(
            $"""
            SELECT table_plan, column_name, reason, state, count(*), (array_agg(source_key ORDER BY source_key COLLATE "C") FILTER (WHERE place <= {MaxKeys}))
            FROM (SELECT *, row_number() OVER (PARTITION BY table_plan, column_name, reason, state ORDER BY source_key COLLATE "C") AS place
                  FROM (SELECT q.table_plan, q.column_name, q.reason, {HeldRowQueries.State} AS state, q.source_key FROM {HeldRowQueries.From} WHERE {Filtered}) AS held) AS placed
            GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
            """,
            [run.Value, filter.Table, filter.Reason],
            reader => new HeldRowGroup(reader.GetString(0), reader.GetString(1), reader.GetString(2), Enum.Parse<HeldRowState>(reader.GetString(3)), reader.GetInt64(4), reader.GetFieldValue<string[]>(5)),
            cancellationToken),
        cancellationToken);

    public IAsyncEnumerable<HeldRow> ListAsync(RunId run, QuarantineFilter filter, CancellationToken cancellationToken) =>
        database.StreamAsync(connection => ListAsync(connection, run, filter, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<HeldRow>> FindAsync(RunId run, string table, IReadOnlyList<string> keys, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<HeldRow>>(
        async connection => await connection.QueryAsync(
            $"""
            SELECT {HeldRowQueries.Columns} FROM {HeldRowQueries.From}
            WHERE q.run = $1 AND q.table_plan = $2 AND md5(q.source_key)::uuid IN (SELECT md5(key)::uuid FROM unnest($3::text[]) AS wanted (key)) AND q.source_key = ANY ($3)
            """,
            [run.Value, table, keys.ToArray()],
            HeldRowQueries.Read,
            cancellationToken),
        cancellationToken);

    public Task RecordExportAsync(RunId run, string actor, string detail, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await AuditTrail.AppendAsync(connection, run, actor, "export_quarantine", detail, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task RecordAsync(IReadOnlyList<NewCorrection> corrections, string actor, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            foreach (var batch in corrections.Chunk(500))
            {
                await CorrectionRows.SaveAsync(connection, batch, actor, cancellationToken);
            }

            foreach (var run in corrections.GroupBy(correction => correction.Run))
            {
                var detail = string.Join(", ", run.GroupBy(correction => correction.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} {kind.Key.ToString().ToLowerInvariant()}"));
                await AuditTrail.AppendAsync(connection, run.Key, actor, "correct_quarantine", detail, cancellationToken);
            }

            return true;
        },
        cancellationToken);

    public Task AttachAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => CorrectionRows.AttachAsync(connection, lease.Run, plan, cancellationToken),
        cancellationToken);

    public Task AttachAsync(RunLease lease, RunId replayed, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => CorrectionRows.AttachAsync(connection, lease.Run, replayed, cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<SealedCorrection>> GetAsync(RunId run, string table, bool onlyApplied, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<SealedCorrection>>(
        async connection => await connection.QueryAsync(
            """
            SELECT c.id, c.run, c.table_plan, c.source_key, c.row_hash, c.is_dismissed, c.content
            FROM reprise.run_correction AS u JOIN reprise.correction AS c ON c.id = u.correction
            WHERE u.run = $1 AND u.table_plan = $2 AND (u.is_applied OR NOT $3) ORDER BY c.id
            """,
            [run.Value, table, onlyApplied],
            reader => new SealedCorrection(
                reader.GetInt64(0),
                RunId.Parse(reader.GetString(1)),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetFieldValue<byte[]>(4),
                reader.GetBoolean(5),
                reader.GetFieldValue<byte[]>(6)),
            cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<string>> ListWithoutSourceAsync(RunId run, string table, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<string>>(
        async connection => await connection.QueryAsync(
            "SELECT source_key FROM reprise.quarantine WHERE run = $1 AND table_plan = $2 AND chunk = 0 AND source_row IS NULL AND reason <> $3",
            [run.Value, table, Reasons.DuplicateKey],
            reader => reader.GetString(0),
            cancellationToken),
        cancellationToken);

    public Task SaveSourcesAsync(RunLease lease, string table, IReadOnlyList<SourceRow> rows, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => connection.ExecuteAsync(
            """
            UPDATE reprise.quarantine AS q SET source_row = found.content, row_hash = found.hash
            FROM unnest($3::text[], $4::bytea[], $5::bytea[]) AS found (key, content, hash)
            WHERE q.run = $1 AND q.table_plan = $2 AND md5(q.source_key)::uuid = md5(found.key)::uuid AND q.source_key = found.key AND q.chunk = 0 AND q.reason <> $6
            """,
            [lease.Run.Value, table, rows.Select(row => row.Key).ToArray(), rows.Select(row => row.Content.ToArray()).ToArray(), rows.Select(row => row.Hash.ToArray()).ToArray(), Reasons.DuplicateKey],
            cancellationToken),
        cancellationToken);

    private static async IAsyncEnumerable<HeldRow> ListAsync(NpgsqlConnection connection, RunId run, QuarantineFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"SELECT {HeldRowQueries.Columns} FROM {HeldRowQueries.From} WHERE {Filtered} ORDER BY q.table_plan, q.reason, q.column_name, q.source_key",
            run.Value,
            filter.Table,
            filter.Reason);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return HeldRowQueries.Read(reader);
        }
    }
}
