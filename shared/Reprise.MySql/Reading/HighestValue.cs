using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>The highest value of a column: an index answers it without reading rows.</summary>
internal static class HighestValue
{
    /// <summary>As the server prints it; null = there is none.</summary>
    public static async Task<string?> ReadAsync(SourceSession session, string table, string column, CancellationToken cancellationToken) => (await session.QueryAsync(
        $"SELECT CAST(MAX({Sql.Quote(column)}) AS CHAR) FROM {Sql.Quote(table)}",
        static reader => reader.TextOrNull(0),
        $"reading the highest value of {column} in table {table}",
        cancellationToken))[0];
}
