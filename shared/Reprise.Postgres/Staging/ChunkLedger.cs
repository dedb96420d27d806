using Npgsql;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;

namespace Reprise.Postgres.Staging;

/// <summary>What the mapper held back or changed in one chunk, collected while its rows are copied.</summary>
internal sealed class ChunkLedger(int maxSamples)
{
    private readonly Dictionary<(string Column, string Rule), (long Count, List<string> Samples, List<byte[]> Keys)> _coercions = [];

    private readonly List<CorrectionUse> _corrections = [];
    private readonly List<string> _leftOut = [];

    /// <summary>Rows held back.</summary>
    public List<QuarantinedRow> Quarantined { get; } = [];

    /// <summary>Rows left out by a filter.</summary>
    public long Filtered { get; private set; }

    public void Add(MappedBatch batch)
    {
        Quarantined.AddRange(batch.Quarantined);
        Filtered += batch.Filtered;
        _leftOut.AddRange(batch.LeftOut);
        _corrections.AddRange(batch.Corrections);
        foreach (var coercion in batch.Coercions)
        {
            var (count, samples, keys) = _coercions.GetValueOrDefault((coercion.Column, coercion.Rule), (0, [], []));
            samples.AddRange(coercion.Samples.Take(maxSamples - samples.Count));
            keys.Add(coercion.Keys.ToArray());
            _coercions[(coercion.Column, coercion.Rule)] = (count + coercion.Count, samples, keys);
        }
    }

    public async Task SaveAsync(NpgsqlConnection connection, RunId run, string table, int chunk, CancellationToken cancellationToken)
    {
        foreach (var ((column, rule), (count, samples, keys)) in _coercions)
        {
            await connection.ExecuteAsync(
                "INSERT INTO reprise.coercion (run, table_plan, chunk, column_name, rule, count, samples, keys) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                [run.Value, table, chunk, column, rule, count, samples.ToArray(), keys.ToArray()],
                cancellationToken);
        }

        if (_leftOut.Count > 0)
        {
            await connection.ExecuteAsync($"INSERT INTO {Sql.Quote(StagingNames.LeftOut(run))} (table_plan, source_key) SELECT $1, * FROM unnest($2)", [table, _leftOut.ToArray()], cancellationToken);
        }

        if (_corrections.Count > 0)
        {
            await CorrectionRows.RecordUsesAsync(connection, run, table, _corrections, cancellationToken);
        }

        if (Quarantined.Count > 0)
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO reprise.quarantine (run, entity, table_plan, chunk, source_key, column_name, reason, content, row_hash)
                SELECT $1, $2, $3, $4, * FROM unnest($5, $6, $7, $8, $9::bytea[])
                """,
                [
                    run.Value,
                    run.Entity.Value,
                    table,
                    chunk,
                    Quarantined.Select(row => row.Key).ToArray(),
                    Quarantined.Select(row => row.Column).ToArray(),
                    Quarantined.Select(row => row.Reason).ToArray(),
                    Quarantined.Select(row => row.Content.ToArray()).ToArray(),
                    Quarantined.Select(row => row.Hash.IsEmpty ? null : row.Hash.ToArray()).ToArray(),
                ],
                cancellationToken);
        }
    }
}
