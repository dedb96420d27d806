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
    public static string Where(IReadOnlyList<KeyPart> parts, ChunkRange range) => Condition(parts, range) is { Length: > 0 } condition ? $" WHERE {condition}" : string.Empty;

    /// <summary>The predicate, or nothing for an open range.</summary>
    /// <param name="parts">Key.</param>
    /// <param name="range">Range.</param>
    /// <param name="prefix">Before the names of its parameters, where a statement has several ranges.</param>
    public static string Condition(IReadOnlyList<KeyPart> parts, ChunkRange range, string prefix = "")
    {
        var sql = new StringBuilder();
        if (range.From is not null)
        {
            AppendSide(sql, parts, $"{prefix}from", '>', ">=");
        }

        if (range.To is not null)
        {
            sql.Append(range.From is null ? string.Empty : " AND ");
            AppendSide(sql, parts, $"{prefix}to", '<', "<");
        }

        return sql.ToString();
    }

    /// <summary>Binds the bounds.</summary>
    public static void Bind(MySqlParameterCollection parameters, IReadOnlyList<KeyPart> parts, ChunkRange range)
    {
        foreach (var (name, value) in Values(parts, range))
        {
            parameters.AddWithValue($"@{name}", value);
        }
    }

    /// <summary>Names and values of the parameters.</summary>
    public static IEnumerable<(string Name, object Value)> Values(IReadOnlyList<KeyPart> parts, ChunkRange range, string prefix = "") =>
        SideValues(parts, $"{prefix}from", range.From).Concat(SideValues(parts, $"{prefix}to", range.To));

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

    private static string Parameter(string side, int part) => $"@{Name(side, part)}";

    private static string Name(string side, int part) => string.Create(CultureInfo.InvariantCulture, $"{side}{part}");

    private static IEnumerable<(string Name, object Value)> SideValues(IReadOnlyList<KeyPart> parts, string side, IReadOnlyList<string>? bound)
    {
        for (var i = 0; bound is not null && i < parts.Count; i++)
        {
            yield return (Name(side, i), parts[i].Parse(bound[i]));
        }
    }
}
