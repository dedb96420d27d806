using Npgsql;

namespace Reprise.Chaos.Results;

/// <summary>A table of the application, and the query for its content: key of each row, and a hash of its cells in which ids are replaced by what they stand for.</summary>
/// <param name="Name">Name, in schema <c>public</c>.</param>
/// <param name="Query">Gives key and content.</param>
internal sealed record ApplicationTable(string Name, string Query)
{
    private const string Columns =
        """
        SELECT c.relname, a.attname,
               EXISTS (SELECT FROM pg_constraint AS p WHERE p.conrelid = c.oid AND p.contype = 'p' AND p.conkey = ARRAY[a.attnum]),
               (SELECT r.relname FROM pg_constraint AS f JOIN pg_class AS r ON r.oid = f.confrelid WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum] LIMIT 1)
        FROM pg_class AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        ORDER BY c.relname, a.attnum
        """;

    /// <summary>All of them.</summary>
    public static async Task<IReadOnlyList<ApplicationTable>> ListAsync(NpgsqlConnection target, CancellationToken cancellationToken)
    {
        var columns = new List<(string Table, string Column, bool IsKey, string? Parent)>();
        await using var command = new NpgsqlCommand(Columns, target);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetValue(3) as string));
        }

        return [.. columns.GroupBy(column => column.Table, StringComparer.Ordinal).Select(table => new ApplicationTable(table.Key, QueryOf(table.Key, [.. table])))];
    }

    private static string QueryOf(string table, IReadOnlyList<(string Table, string Column, bool IsKey, string? Parent)> columns)
    {
        var cells = columns.Where(column => !column.IsKey).Select(column => column.Parent is { } parent ? Known(parent, column.Column) : $"t.\"{column.Column}\"").DefaultIfEmpty("''");
        var content = $"md5(ROW({string.Join(", ", cells)})::text)";
        var key = columns.FirstOrDefault(column => column.IsKey).Column is { } id ? Known(table, id) : content;
        return $"SELECT {key}, {content} FROM public.\"{table}\" AS t ORDER BY 1, 2";
    }

    /// <summary>What an id stands for: its source key, or itself for a record that the application made.</summary>
    private static string Known(string table, string column) =>
        $"coalesce((SELECT k.key FROM chaos_key AS k WHERE k.target_table = 'public.{table}' AND k.target_id = t.\"{column}\"::text), 'own/' || t.\"{column}\"::text)";
}
