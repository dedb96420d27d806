using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Coercions that are found set by set once all chunks are staged: they have chunk 0 and no samples.</summary>
internal static class LateCoercions
{
    /// <summary>Adds to the count of a column and rule. Nothing is recorded where nothing was changed.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, RunId run, string table, string column, string rule, long count, CancellationToken cancellationToken)
    {
        if (count > 0)
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO reprise.coercion (run, table_plan, chunk, column_name, rule, count, samples) VALUES ($1, $2, 0, $3, $4, $5, '{}')
                ON CONFLICT (run, table_plan, chunk, column_name, rule) DO UPDATE SET count = coercion.count + excluded.count
                """,
                [run.Value, table, column, rule, count],
                cancellationToken);
        }
    }
}
