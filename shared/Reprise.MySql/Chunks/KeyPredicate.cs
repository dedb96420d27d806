using System.Globalization;
using System.Text;
using MySqlConnector;
using Reprise.Core.Runs;

namespace Reprise.MySql.Chunks;

/// <summary>The predicate of a half-open key range, in a form from which MySQL and MariaDB make ranges of an index.</summary>
/// <remarks>
/// For a key (a, b) and a bound (x, y), "at or after" is <c>a &gt;= x AND (a &gt; x OR (a = x AND (b &gt;= y)))</c>:
/// <code>
/// a ? x   b ? y   at or after   before
///  &lt;       any         no          yes
///  =       &lt;           no          yes
///  =       =           yes         no
///  =       &gt;           yes         no
///  &gt;       any         yes         no
/// </code>
/// "Before" is its mirror with <c>&lt;</c>, so that one bound cuts the key space into two parts that share no row and leave none out (key
/// columns are NOT NULL). The leading <c>a &gt;= x</c> says nothing new; it is what the optimizer turns into a range whatever follows. Row
/// constructors, <c>(a, b) &gt;= (x, y)</c>, would be shorter but use no index: https://dev.mysql.com/doc/refman/8.4/en/row-constructor-optimization.html
/// </remarks>
internal static class KeyPredicate
{
    /// <summary>The predicate with its <c>WHERE</c>, or nothing for an open range.</summary>
    public static string Where(IReadOnlyList<KeyPart> parts, ChunkRange range)
    {
        var sql = new StringBuilder();
        if (range.From is not null)
        {
            sql.Append(" WHERE ");
            AppendSide(sql, parts, "from", '>', ">=");
        }

        if (range.To is not null)
        {
            sql.Append(range.From is null ? " WHERE " : " AND ");
            AppendSide(sql, parts, "to", '<', "<");
        }

        return sql.ToString();
    }

    /// <summary>Binds the bounds.</summary>
    public static void Bind(MySqlParameterCollection parameters, IReadOnlyList<KeyPart> parts, ChunkRange range)
    {
        BindSide(parameters, parts, "from", range.From);
        BindSide(parameters, parts, "to", range.To);
    }

    private static void AppendSide(StringBuilder sql, IReadOnlyList<KeyPart> parts, string side, char beyond, string last)
    {
        if (parts.Count > 1)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{parts[0].Name} {beyond}= {Bound(parts, side, 0)} AND ");
        }

        for (var i = 0; i < parts.Count - 1; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"({parts[i].Name} {beyond} {Bound(parts, side, i)} OR ({parts[i].Name} = {Bound(parts, side, i)} AND ");
        }

        sql.Append(CultureInfo.InvariantCulture, $"{parts[^1].Name} {last} {Bound(parts, side, parts.Count - 1)}");
        sql.Append(')', 2 * (parts.Count - 1));
    }

    private static string Bound(IReadOnlyList<KeyPart> parts, string side, int part) => parts[part].Bound(Parameter(side, part));

    private static string Parameter(string side, int part) => string.Create(CultureInfo.InvariantCulture, $"@{side}{part}");

    private static void BindSide(MySqlParameterCollection parameters, IReadOnlyList<KeyPart> parts, string side, IReadOnlyList<string>? bound)
    {
        for (var i = 0; bound is not null && i < parts.Count; i++)
        {
            parameters.AddWithValue(Parameter(side, i), parts[i].Parse(bound[i]));
        }
    }
}
