using Npgsql;

namespace Reprise.Fidelity.Answers;

/// <summary>What the ledger says of a case in the newest run.</summary>
public static class LedgerReader
{
    private const string Entries =
        """
        WITH newest AS (SELECT id FROM reprise.run ORDER BY started_at DESC LIMIT 1),
        entry AS (
            SELECT 1 AS kind, table_plan AS name, column_name AS "column", rule || ' ×' || sum(count) AS what, '' AS message
            FROM reprise.coercion WHERE run = (TABLE newest) GROUP BY 2, 3, rule
            UNION ALL
            SELECT 2, table_plan, column_name, 'row ' || source_key || ': ' || reason, ''
            FROM reprise.quarantine WHERE run = (TABLE newest)
            UNION ALL
            SELECT 3, coalesce(nullif(finding ->> 'table', ''), substring(finding ->> 'message' FROM '[a-z0-9_]+__[a-z0-9_]+')), finding ->> 'column', finding ->> 'code', finding ->> 'message'
            FROM reprise.run_plan, json_array_elements(document -> 'findings') AS finding WHERE run = (TABLE newest)
        )
        SELECT kind, name, "column", what, message FROM entry ORDER BY kind, name, "column", what
        """;

    private static readonly string[] Kinds = ["coerced", "quarantined", "finding"];

    /// <summary>All entries, by table plan or source table.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Entries, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<LedgerEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new LedgerEntry(Kinds[reader.GetInt32(0) - 1], await reader.IsDBNullAsync(1, cancellationToken) ? string.Empty : reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        }

        return entries;
    }

    /// <summary>Findings about what becomes of a source table in one of the application's.</summary>
    /// <param name="entries">All entries.</param>
    /// <param name="source">The source table.</param>
    /// <param name="target">The application's table, with its schema.</param>
    public static IEnumerable<string> Findings(IReadOnlyList<LedgerEntry> entries, string source, string target) =>
        Lines([.. entries.Where(entry => entry.Message.Contains($" {target}.", StringComparison.Ordinal))], source);

    /// <summary>The lines of a case.</summary>
    /// <param name="entries">All entries.</param>
    /// <param name="table">The case's table plan or table.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<LedgerEntry> entries, string table) =>
        entries.Where(entry => CaseNames.IsOf(entry.Table, table)).Select(entry => Line(entry, CaseNames.Label(entry.Table, table, entry.Column == "v" ? string.Empty : entry.Column)));

    private static string Line(LedgerEntry entry, string label) => $"{entry.Kind}{(label.Length == 0 ? string.Empty : $" {label}")}: {entry.What}";
}
