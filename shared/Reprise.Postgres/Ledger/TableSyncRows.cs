using System.Text.Json;
using Npgsql;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>table_sync</c>, within a transaction.</summary>
internal static class TableSyncRows
{
    /// <summary>How the tables of a run are read.</summary>
    public static async Task<IReadOnlyList<TableSync>> ListAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => await connection.QueryAsync(
        "SELECT document::text FROM reprise.table_sync WHERE run = $1 ORDER BY source_table",
        [run.Value],
        reader => JsonSerializer.Deserialize<TableSync>(reader.GetString(0), LedgerJson.Options)!,
        cancellationToken);

    /// <summary>How one of them is read; null where that is not known.</summary>
    public static async Task<TableSync?> FindAsync(NpgsqlConnection connection, RunId run, string source, CancellationToken cancellationToken) =>
        (await ListAsync(connection, run, cancellationToken)).FirstOrDefault(table => table.Source == source);

    /// <summary>Keeps how a table is read, in place of what was kept before.</summary>
    public static Task<int> SaveAsync(NpgsqlConnection connection, RunId run, TableSync table, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "INSERT INTO reprise.table_sync (run, source_table, document) VALUES ($1, $2, $3::json) ON CONFLICT (run, source_table) DO UPDATE SET document = excluded.document",
        [run.Value, table.Source, LedgerJson.Write(table)],
        cancellationToken);
}
