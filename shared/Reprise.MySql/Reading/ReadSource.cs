using System.Globalization;
using MySqlConnector;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>What a read selects from: its table with those joined to it, and how each of its columns is spoken of.</summary>
/// <remarks>
/// A joined row is met by a unique key, so that a left join neither multiplies nor loses rows and goes row by row in the order of the chunk. An attribute is a
/// scalar subquery: several of one table are several look-ups in its index, and its rows are neither grouped nor sorted beyond those of one row.
/// </remarks>
internal sealed class ReadSource
{
    private readonly Dictionary<string, string> _expressions = new(StringComparer.Ordinal);
    private readonly List<string> _attributes = [];
    private readonly string _table;

    public ReadSource(SourceRead read)
    {
        _table = Sql.Quote(read.Table.Name);
        var joins = new List<string>();
        foreach (var joined in read.Joined)
        {
            if (joined.Pivot is { } pivot)
            {
                AddAttributes(joined, pivot);
                continue;
            }

            joins.Add($" LEFT JOIN {Sql.Quote(joined.Table.Name)} AS {Sql.Quote(joined.As)} ON {Condition(joined, Sql.Quote(joined.As))}");
            foreach (var column in joined.Table.Columns)
            {
                _expressions[joined.As + JoinedRows.Point + column.Name] = $"{Sql.Quote(joined.As)}.{Sql.Quote(column.Name)}";
            }
        }

        From = _table + string.Concat(joins);
    }

    /// <summary>What stands behind <c>FROM</c>.</summary>
    public string From { get; }

    /// <summary>SQL of a column of the read.</summary>
    public string Expression(string column) => _expressions.TryGetValue(column, out var joined) ? joined : $"{_table}.{Sql.Quote(column)}";

    /// <summary>Binds the names of attributes.</summary>
    public void Bind(MySqlParameterCollection parameters)
    {
        for (var i = 0; i < _attributes.Count; i++)
        {
            parameters.AddWithValue(Parameter(i), _attributes[i]);
        }
    }

    private void AddAttributes(JoinedRead joined, PivotRead pivot)
    {
        var alias = Sql.Quote(joined.As);
        var condition = Condition(joined, alias);
        foreach (var column in joined.Columns)
        {
            var rows = $"FROM {Sql.Quote(joined.Table.Name)} AS {alias} WHERE {condition} AND {alias}.{Sql.Quote(pivot.Name)} = {Parameter(_attributes.Count)}";
            _attributes.Add(column.Column);
            _expressions[column.Name] = column.IsCount ? $"(SELECT COUNT(*) {rows})" : $"(SELECT {alias}.{Sql.Quote(pivot.Value)} {rows}{Order(pivot, alias)})";
        }
    }

    private static string Order(PivotRead pivot, string alias) => pivot.Order.Count == 0
        ? string.Empty
        : $" ORDER BY {string.Join(", ", pivot.Order.Select(column => $"{alias}.{Sql.Quote(column)}{(pivot.IsDescending ? " DESC" : string.Empty)}"))} LIMIT 1";

    private string Condition(JoinedRead joined, string alias) => string.Join(" AND ", joined.On.Select(key => $"{alias}.{Sql.Quote(key.Column)} = {Expression(key.To)}"));

    private static string Parameter(int attribute) => string.Create(CultureInfo.InvariantCulture, $"@attribute{attribute}");
}
