using System.Globalization;
using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Profiles;

/// <summary>Looks at the first rows of a table and keeps counts only. Values are cut short by the server and forgotten as they are read.</summary>
internal sealed class ColumnSampler(SourceSession session)
{
    /// <summary>Characters of a value that tell what it is.</summary>
    private const int Characters = 120;

    /// <summary>Samples the columns whose values are text, numbers or times.</summary>
    public async Task<IReadOnlyList<ColumnSample>> SampleAsync(SourceTable table, int rows, CancellationToken cancellationToken)
    {
        var columns = table.Columns.Where(IsReadable).ToList();
        if (columns.Count == 0)
        {
            return [];
        }

        var tallies = columns.Select(column => new SampleTally(table.Name, column.Name)).ToList();
        await session.QueryAsync(Query(table, columns, rows), reader => Add(reader, tallies), $"sampling table {table.Name}", cancellationToken);
        return [.. tallies.Select(static tally => tally.Finish())];
    }

    private static bool IsReadable(SourceColumn column) => column.Charset is not null || column.DataType
        is "tinyint" or "smallint" or "mediumint" or "int" or "integer" or "bigint" or "decimal" or "numeric" or "float" or "double" or "year" or "date" or "datetime" or "timestamp";

    private static string Query(SourceTable table, List<SourceColumn> columns, int rows)
    {
        var values = columns.Select(static column => Sql.Utf8(string.Create(CultureInfo.InvariantCulture, $"LEFT({Sql.Quote(column.Name)}, {Characters})")));
        return string.Create(CultureInfo.InvariantCulture, $"SELECT {string.Join(", ", values)} FROM {Sql.Quote(table.Name)} LIMIT {rows}");
    }

    private static bool Add(MySqlDataReader reader, List<SampleTally> tallies)
    {
        for (var i = 0; i < tallies.Count; i++)
        {
            tallies[i].Add(reader.IsDBNull(i) ? null : System.Text.Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(i)));
        }

        return true;
    }
}
