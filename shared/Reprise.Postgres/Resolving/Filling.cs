using Reprise.Core.Plans;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Merging;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Columns that a record's own row leaves empty take the value of the first row merged into it that has one, others the best value of all its rows. Records of other entities and of the application stay as they are.</summary>
/// <remarks>Worked out anew in every run from all staged rows, merged in this run or before: a repeat gives the same.</remarks>
internal static class Filling
{
    private const string IsRecord = $"(s._outcome IS NULL OR s._outcome = '{Bookkeeping.Insert}')";

    public static async Task FillAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync("DELETE FROM reprise.fill WHERE run = $1 AND table_plan = $2", cancellationToken, resolution.Run.Value, resolution.Table.Name);
        if (resolution.Table.Duplicates is not { } rule)
        {
            return;
        }

        // All are chosen before the first is written: a column may decide about another and be filled itself.
        foreach (var column in rule.Fill)
        {
            await ChooseEmptyAsync(resolution, column, cancellationToken);
        }

        foreach (var best in rule.Best)
        {
            await ChooseBestAsync(resolution, best, cancellationToken);
        }

        foreach (var column in rule.Fill.Concat(rule.Best.Select(best => best.Column)))
        {
            await WriteAsync(resolution, column, cancellationToken);
        }
    }

    private static Task<int> ChooseEmptyAsync(Resolution resolution, string column, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.fill (run, table_plan, source_key, column_name, from_key)
        SELECT DISTINCT ON (s._key) $1, $2, s._key, $3, m._key
        FROM {resolution.Staging} AS s
        JOIN {resolution.Staging} AS m ON m._target_id = s._target_id AND m._outcome = '{Bookkeeping.Merged}' AND m.{Sql.Quote(column)} IS NOT NULL AND {MayGive(resolution, column)}
        WHERE s.{Sql.Quote(column)} IS NULL AND {IsRecord}
        ORDER BY s._key, m._chunk, m._row
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name,
        column);

    /// <summary>Where the record's own value is the best there is nothing to fill.</summary>
    private static Task<int> ChooseBestAsync(Resolution resolution, BestValue best, CancellationToken cancellationToken)
    {
        var cell = Sql.Quote(best.Column);
        return resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.fill (run, table_plan, source_key, column_name, from_key)
            SELECT $1, $2, b.own, $3, b.best
            FROM (SELECT DISTINCT ON (s._key) s._key AS own, m._key AS best
                  FROM {resolution.Staging} AS s
                  JOIN {resolution.Staging} AS m ON m._target_id = s._target_id AND (m._outcome = '{Bookkeeping.Merged}' OR m._key = s._key) AND m.{cell} IS NOT NULL AND {MayGive(resolution, best.Column)}
                  WHERE {IsRecord}
                  ORDER BY s._key, {Rank(best)}, (m._key = s._key) DESC, m._chunk, m._row) AS b
            WHERE b.best <> b.own
            """,
            cancellationToken,
            [resolution.Run.Value, resolution.Table.Name, best.Column, .. best.Source is { } source ? [source.Order.ToArray()] : Array.Empty<object>()]);
    }

    /// <summary>A record that goes in this run has its value of a unique column until then: what stays takes it in the next one.</summary>
    private static string MayGive(Resolution resolution, string column) => resolution.IsUnique(column)
        ? $"NOT EXISTS (SELECT FROM {MergeHindrances.Relation} AS g WHERE g.run = $1 AND g.table_plan = $2 AND g.source_key = m._key AND g.kept IS NULL)"
        : "true";

    /// <summary>What comes first is the best.</summary>
    private static string Rank(BestValue best) => best switch
    {
        { MostRecent: { } by } => $"m.{Sql.Quote(by)} DESC NULLS LAST",
        { Source: { } source } => $"array_position($4::text[], m.{Sql.Quote(source.Column)}::text) NULLS LAST",
        _ => $"length(m.{Sql.Quote(best.Column)}::text) DESC",
    };

    private static Task<int> WriteAsync(Resolution resolution, string column, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        UPDATE {resolution.Staging} AS s SET {Sql.Quote(column)} = m.{Sql.Quote(column)}
        FROM reprise.fill AS f JOIN {resolution.Staging} AS m ON m._key = f.from_key
        WHERE f.run = $1 AND f.table_plan = $2 AND f.column_name = $3 AND s._key = f.source_key AND s._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}' AND m._outcome = '{Bookkeeping.Merged}'
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name,
        column);
}
