using System.Runtime.CompilerServices;
using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Reads coercions and quarantine.</summary>
internal sealed class LossLedger(Database database) : ILossLedger
{
    public async Task<IReadOnlyList<SealedCoercion>> ListCoercionsAsync(RunId run, string? table, CancellationToken cancellationToken)
    {
        var chunks = await database.UseAsync(
            connection => connection.QueryAsync(
                "SELECT table_plan, column_name, rule, count, samples, keys FROM reprise.coercion WHERE run = $1 AND ($2::text IS NULL OR table_plan = $2) ORDER BY table_plan, column_name, rule, chunk",
                [run.Value, table],
                reader => new SealedCoercion(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetFieldValue<string[]>(4), reader.GetFieldValue<byte[][]>(5)),
                cancellationToken),
            cancellationToken);
        return [.. chunks.GroupBy(chunk => (chunk.Table, chunk.Column, chunk.Rule)).Select(Joined)];
    }

    public IAsyncEnumerable<SealedRow> ListQuarantineAsync(RunId run, string? table, CancellationToken cancellationToken) =>
        database.StreamAsync(connection => QuarantineAsync(connection, run, table, cancellationToken), cancellationToken);

    public Task RecordUnsealedAsync(RunId run, string actor, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await AuditTrail.AppendAsync(connection, run, actor, "unseal", "keys of changed rows and content of rows held back", cancellationToken);
            return true;
        },
        cancellationToken);

    private static SealedCoercion Joined(IGrouping<(string Table, string Column, string Rule), SealedCoercion> chunks)
    {
        const int MaxSamples = 3;
        return chunks.First() with
        {
            Count = chunks.Sum(chunk => chunk.Count),
            Samples = [.. chunks.SelectMany(chunk => chunk.Samples).Distinct(StringComparer.Ordinal).Take(MaxSamples)],
            Keys = [.. chunks.SelectMany(chunk => chunk.Keys)],
        };
    }

    private static async IAsyncEnumerable<SealedRow> QuarantineAsync(NpgsqlConnection connection, RunId run, string? table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT table_plan, source_key, column_name, reason, content FROM reprise.quarantine WHERE run = $1 AND ($2::text IS NULL OR table_plan = $2) ORDER BY table_plan, reason, column_name, source_key",
            run.Value,
            table);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new SealedRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Nullable<byte[]>(4));
        }
    }
}
