using System.Globalization;
using Npgsql;
using Reprise.Fidelity.Cases;

namespace Reprise.Fidelity.Answers;

/// <summary>What a migration left in PostgreSQL, as PostgreSQL prints it: types from the catalog, values as text.</summary>
public static class TargetReader
{
    private const string Columns =
        """
        SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull, typcategory IN ('S', 'E')
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped JOIN pg_type ON pg_type.oid = atttypid
        WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') AND (lower(relname) = $2 OR starts_with(lower(relname), $2 || '__'))
        ORDER BY relname, attnum
        """;

    /// <summary>The settings that values are printed with.</summary>
    private const string Settings = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'";

    /// <summary>A line per column of the case's tables, and what the probes say.</summary>
    /// <param name="connection">To the target.</param>
    /// <param name="schema">Schema that the case is in.</param>
    /// <param name="table">The case's table there.</param>
    /// <param name="item">The case.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection, string schema, string table, FidelityCase item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        await using (var settings = new NpgsqlCommand(Settings, connection))
        {
            await settings.ExecuteNonQueryAsync(cancellationToken);
        }

        var columns = await ColumnsAsync(connection, schema, table, cancellationToken);
        var shown = columns.Where(column => item.Rows == 0 || column.Name is not ("id" or "legacy")).ToList();
        var lines = new List<string>();
        foreach (var column in shown)
        {
            var type = column.Type.Replace($"{schema}.", string.Empty, StringComparison.Ordinal);
            var values = await ValuesAsync(connection, schema, column, columns, item.Rows, cancellationToken);
            var label = CaseNames.Label(column.Table, table, shown.Count == 1 ? string.Empty : column.Name);
            lines.Add($"{(label.Length == 0 ? string.Empty : $"{label} ")}{type}{(column.IsNotNull ? " NOT NULL" : string.Empty)}: {string.Join(", ", values)}".TrimEnd());
        }

        foreach (var probe in item.Probes)
        {
            lines.AddRange((await AskAsync(connection, schema, table, probe, cancellationToken)).Select(answer => $"{probe.Label}: {answer}"));
        }

        return lines;
    }

    private static async Task<List<TargetColumn>> ColumnsAsync(NpgsqlConnection connection, string schema, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Columns, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = schema });
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<TargetColumn>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(new TargetColumn(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4)));
        }

        return columns;
    }

    private static async Task<IEnumerable<string>> ValuesAsync(
        NpgsqlConnection connection,
        string schema,
        TargetColumn column,
        List<TargetColumn> columns,
        int rows,
        CancellationToken cancellationToken)
    {
        var own = columns.Where(other => other.Table == column.Table).Select(other => other.Name).ToList();
        var id = own.Find(name => name == "legacy") ?? own.Find(name => name == "id");
        var order = id is null ? string.Join(", ", own.Select(name => $"{Quote(name)}::text COLLATE \"C\"")) : Quote(id);
        await using var command = new NpgsqlCommand(
            $"SELECT {(rows > 0 && id is not null ? $"{Quote(id)}::text" : "''")}, CASE WHEN {Quote(column.Name)} IS NOT NULL THEN format('%s', {Quote(column.Name)}) END FROM {schema}.{Quote(column.Table)} ORDER BY {order}",
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<(string Id, string Value)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            values.Add((reader.GetString(0), await reader.IsDBNullAsync(1, cancellationToken) ? "NULL" : CellForm.Of(reader.GetString(1), column.IsText)));
        }

        return rows == 0 || id is null
            ? values.Select(value => value.Value)
            : Enumerable.Range(1, rows).Select(row => values.Find(value => value.Id == row.ToString(CultureInfo.InvariantCulture)).Value ?? "—");
    }

    private static async Task<List<string>> AskAsync(NpgsqlConnection connection, string schema, string table, Probe probe, CancellationToken cancellationToken)
    {
        var sql = probe.Sql.Replace("{schema}", schema, StringComparison.Ordinal).Replace("{table}", table, StringComparison.Ordinal);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var answers = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            answers.Add(await reader.IsDBNullAsync(0, cancellationToken) ? "none" : reader.GetString(0).Replace($"{schema}.", string.Empty, StringComparison.Ordinal));
        }

        return answers.Count == 0 ? ["none"] : answers;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record TargetColumn(string Table, string Name, string Type, bool IsNotNull, bool IsText);
}
