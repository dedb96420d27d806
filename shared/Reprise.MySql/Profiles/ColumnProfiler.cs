using System.Text;
using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Profiles;

/// <summary>Asks the values where the declared type does not decide: one aggregate query per table, none for a table without such columns.</summary>
internal sealed class ColumnProfiler(SourceSession session)
{
    private const string Uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    /// <summary>True when a table has such columns.</summary>
    public static bool Needs(SourceTable table) => table.Columns.Any(static column => NeedsRange(column) || NeedsZeroDates(column) || MayBeUuid(column));

    /// <summary>Profiles the columns of a table that need it.</summary>
    /// <returns>At least one, since the table <see cref="Needs"/> it.</returns>
    public async Task<IReadOnlyList<ColumnProfile>> ProfileAsync(SourceTable table, CancellationToken cancellationToken)
    {
        var ranged = table.Columns.Where(NeedsRange).ToList();
        var dated = table.Columns.Where(NeedsZeroDates).ToList();
        var keyed = table.Columns.Where(MayBeUuid).ToList();
        var rows = await session.QueryAsync(
            Query(table, ranged, dated, keyed),
            reader => Read(reader, table, ranged, dated, keyed),
            $"profiling table {table.Name}",
            cancellationToken);
        return rows[0];
    }

    /// <summary>
    /// TINYINT(1) may be a boolean and BIGINT UNSIGNED may exceed PostgreSQL's bigint. MySQL 8.0.19 and later hide the width of
    /// <c>tinyint(1) unsigned</c> (https://dev.mysql.com/doc/relnotes/mysql/8.0/en/news-8-0-19.html), so an unsigned tinyint without width is asked too.
    /// </summary>
    private static bool NeedsRange(SourceColumn column) => column.DataType switch
    {
        "tinyint" => column.DeclaredType.StartsWith("tinyint(1)", StringComparison.OrdinalIgnoreCase)
            || column.DeclaredType.StartsWith("tinyint unsigned", StringComparison.OrdinalIgnoreCase),
        "bigint" => column.IsUnsigned,
        _ => false,
    };

    /// <summary>Zero dates become null; that matters where null is not allowed.</summary>
    private static bool NeedsZeroDates(SourceColumn column) => !column.IsNullable && column.DataType is ("date" or "datetime" or "timestamp");

    /// <summary>Text of exactly the length of a UUID. A column that is nearly always one is text: the odd value decides.</summary>
    private static bool MayBeUuid(SourceColumn column) => column is { DataType: "char" or "varchar", Length: 36 };

    private static string Query(SourceTable table, List<SourceColumn> ranged, List<SourceColumn> dated, List<SourceColumn> keyed)
    {
        var sql = new StringBuilder("SELECT ");
        var separator = string.Empty;
        foreach (var name in ranged.Select(static column => Sql.Quote(column.Name)))
        {
            sql.Append(separator).Append($"MIN({name}), MAX({name})");
            separator = ", ";
        }

        foreach (var name in dated.Select(static column => Sql.Quote(column.Name)))
        {
            // Both functions return 0 for a zero part: https://dev.mysql.com/doc/refman/8.4/en/date-and-time-functions.html#function_month
            sql.Append(separator).Append($"COALESCE(SUM(MONTH({name}) = 0 OR DAYOFMONTH({name}) = 0), 0)");
            separator = ", ";
        }

        foreach (var name in keyed.Select(static column => Sql.Quote(column.Name)))
        {
            sql.Append(separator).Append($"COUNT({name}), COALESCE(SUM(CONVERT({name} USING utf8mb4) COLLATE utf8mb4_bin REGEXP '{Uuid}'), 0)");
            separator = ", ";
        }

        return sql.Append(" FROM ").Append(Sql.Quote(table.Name)).ToString();
    }

    private static List<ColumnProfile> Read(MySqlDataReader reader, SourceTable table, List<SourceColumn> ranged, List<SourceColumn> dated, List<SourceColumn> keyed)
    {
        var profiles = new List<ColumnProfile>(ranged.Count + dated.Count + keyed.Count);
        for (var i = 0; i < ranged.Count; i++)
        {
            profiles.Add(new ColumnProfile(table.Name, ranged[i].Name, reader.NumberOrNull(2 * i), reader.NumberOrNull((2 * i) + 1), ZeroDates: 0));
        }

        for (var i = 0; i < dated.Count; i++)
        {
            var zeroDates = reader.NumberOrNull((2 * ranged.Count) + i) ?? 0;
            profiles.Add(new ColumnProfile(table.Name, dated[i].Name, Min: null, Max: null, (long)zeroDates));
        }

        for (var i = 0; i < keyed.Count; i++)
        {
            var ordinal = (2 * ranged.Count) + dated.Count + (2 * i);
            var values = reader.NumberOrNull(ordinal) ?? 0;
            profiles.Add(new ColumnProfile(table.Name, keyed[i].Name, Min: null, Max: null, ZeroDates: 0) { IsUuid = values > 0 && values == reader.NumberOrNull(ordinal + 1) });
        }

        return profiles;
    }
}
