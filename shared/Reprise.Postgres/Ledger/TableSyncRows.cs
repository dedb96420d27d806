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
        Read,
        cancellationToken);

    /// <summary>How one of them is read; null where that is not known.</summary>
    public static async Task<TableSync?> FindAsync(NpgsqlConnection connection, RunId run, string source, CancellationToken cancellationToken) => (await connection.QueryAsync(
        "SELECT document::text FROM reprise.table_sync WHERE run = $1 AND source_table = $2",
        [run.Value, source],
        Read,
        cancellationToken)).FirstOrDefault();

    /// <summary>Keeps how tables are read, in place of what was kept before.</summary>
    public static Task<int> SaveAsync(NpgsqlConnection connection, RunId run, IReadOnlyList<TableSync> tables, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO reprise.table_sync (run, source_table, document) SELECT $1, source, document::json FROM unnest($2::text[], $3::text[]) AS t (source, document)
        ON CONFLICT (run, source_table) DO UPDATE SET document = excluded.document
        """,
        [run.Value, tables.Select(table => table.Source).ToArray(), tables.Select(LedgerJson.Write).ToArray()],
        cancellationToken);

    private static TableSync Read(NpgsqlDataReader reader) => JsonSerializer.Deserialize<TableSync>(reader.GetString(0), LedgerJson.Options)!;
}
