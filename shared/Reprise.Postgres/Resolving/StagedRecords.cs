using System.Text.RegularExpressions;
using Reprise.Core.Catalogs;
using Reprise.Core.Quality;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;

namespace Reprise.Postgres.Resolving;

/// <summary>The staged rows as the records they would become, so that any expression over the target's columns can be evaluated before anything is written.</summary>
/// <remarks>
/// A column that the plan does not fill keeps the record's value, or takes the column's default where that is a constant, or is null.
/// A generated column is computed. Only columns whose names occur in the expression are carried along.
/// </remarks>
internal sealed partial class StagedRecords
{
    private readonly Resolution _resolution;
    private readonly Dictionary<string, ColumnExpression> _expressions;

    private StagedRecords(Resolution resolution, Dictionary<string, ColumnExpression> expressions)
    {
        _resolution = resolution;
        _expressions = expressions;
    }

    public static async Task<StagedRecords> OfAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var rows = await resolution.Connection.QueryAsync(
            """
            SELECT a.attname, pg_get_expr(f.adbin, f.adrelid), a.attgenerated <> ''
            FROM pg_attrdef AS f
            JOIN pg_attribute AS a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
            JOIN pg_class AS c ON c.oid = f.adrelid
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relname = $2
            """,
            [resolution.Table.Target.Name.Schema, resolution.Table.Target.Name.Table],
            reader => new ColumnExpression(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)),
            cancellationToken);
        return new StagedRecords(resolution, rows.ToDictionary(row => row.Column, StringComparer.Ordinal));
    }

    /// <summary>The same for another table plan that fills the same target table.</summary>
    public StagedRecords Of(Resolution sibling) => new(sibling, _expressions);

    /// <summary>A relation with <c>_tid</c> (the staged row), <c>_outcome</c>, <c>_chunk</c>, <c>_row</c>, the target columns that the expressions speak of, and further columns of staging.</summary>
    /// <param name="expressions">Expressions.</param>
    /// <param name="further">Further columns of staging: keys of parents.</param>
    /// <param name="withUnread">True: with the records of rows that the run did not read, as unchanged ones.</param>
    public string For(IEnumerable<string> expressions, IEnumerable<string>? further = null, bool withUnread = false)
    {
        var text = string.Join(' ', expressions);
        var generated = _resolution.Table.Target.Columns.Where(column => column.IsGenerated && SqlExpression.Speaks(text, column.Name)).ToList();
        text = string.Join(' ', generated.Select(column => _expressions[column.Name].Sql).Prepend(text));
        var staged = _resolution.Ruled.Select(column => column.Name).Append(_resolution.Id.Column).ToHashSet(StringComparer.Ordinal);
        var columns = _resolution.Table.Target.Columns.Where(column => !column.IsGenerated && SqlExpression.Speaks(text, column.Name)).ToList();
        var values = columns.Select(column => $"{(staged.Contains(column.Name) ? Resolution.Value("s", column) : Unruled(column))} AS {Sql.Quote(column.Name)}");
        var join = columns.Exists(column => !staged.Contains(column.Name))
            ? $" LEFT JOIN {_resolution.Target} AS t ON t.{_resolution.IdColumn} = s._target_id::{_resolution.IdType}"
            : string.Empty;
        var rows = $"(SELECT {string.Join(", ", values.Concat((further ?? []).Select(column => $"s.{Sql.Quote(column)}")).Prepend("s.ctid AS _tid, s._outcome, s._chunk, s._row"))} FROM {_resolution.Staging} AS s{join})";
        if (withUnread)
        {
            rows = $"({rows[1..^1]} UNION ALL {UnreadRecords.Select(_resolution, columns, staged, further ?? [])})";
        }

        return generated.Count == 0
            ? rows
            : $"(SELECT g.*, {string.Join(", ", generated.Select(column => $"({_expressions[column.Name].Sql}) AS {Sql.Quote(column.Name)}"))} FROM {rows} AS g)";
    }

    private string Unruled(TargetColumn column)
    {
        var type = PgTypes.Sql(column.Type);
        var fallback = _expressions.TryGetValue(column.Name, out var expression) && Constant().IsMatch(expression.Sql) ? $"({expression.Sql})::{type}" : $"NULL::{type}";
        return $"CASE WHEN t.{_resolution.IdColumn} IS NULL THEN {fallback} ELSE t.{Sql.Quote(column.Name)} END";
    }

    /// <summary>A default without a call: <c>'draft'::character varying(20)</c>, <c>0</c>, <c>true</c>, <c>CURRENT_TIMESTAMP</c>; and now(). Nothing that numbers or draws.</summary>
    [GeneratedRegex("""^(now\(\)|('(?:[^']|'')*'|[^'()]*)(::[\w\s".]+(\(\d+(,\d+)?\))?(\[\])?)*)$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constant();

    private sealed record ColumnExpression(string Column, string Sql, bool IsGenerated);
}
