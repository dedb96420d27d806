using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Merging;

/// <summary>Rows that have to be read for decisions about published records to be carried out: those of the records, and those whose records refer to them.</summary>
internal static class RowsOfDecisions
{
    /// <summary>
    /// Records of the entity ($1) that people decided about since a run ($2) started, or that they decided are one and are two still.
    /// A decision that another one took back is among them until the next run has seen it.
    /// </summary>
    public const string Records = """
        decided AS MATERIALIZED (
            SELECT DISTINCT d.target_table, record
            FROM reprise.match_decision AS d
            LEFT JOIN reprise.crosswalk AS own ON own.entity = $1 AND own.target_table = d.target_table AND own.source_table = d.source_table AND own.source_key = d.source_key
            LEFT JOIN reprise.crosswalk AS other ON other.entity = $1 AND other.target_table = d.target_table AND other.source_table = d.source_table AND other.source_key = d.other_key
            CROSS JOIN LATERAL unnest(ARRAY[own.target_id, other.target_id, d.target_id]) AS record
            WHERE d.entity = $1 AND record IS NOT NULL
              AND (d.decided_at >= (SELECT started_at FROM reprise.run WHERE id = $2)
                   OR (d.is_same AND NOT own.merged AND coalesce(d.target_id, other.target_id) <> own.target_id
                       AND NOT EXISTS (SELECT FROM reprise.match_decision AS e WHERE e.entity = $1 AND e.target_table = d.target_table AND e.source_table = d.source_table
                                       AND e.id > d.id AND NOT e.is_same AND e.source_key IN (d.source_key, d.other_key)))))
        """;

    /// <summary>Source keys as a query over <see cref="Records"/>.</summary>
    public static string Keys(RunPlan plan, string source) => string.Join("\nUNION ", plan.Tables.Where(table => table.Source == source).SelectMany(table => Keys(plan, table)));

    private static IEnumerable<string> Keys(RunPlan plan, RunTable table)
    {
        yield return $"SELECT x.source_key FROM decided AS d JOIN {Entry(table)} AND x.target_id = d.record WHERE d.target_table = {Sql.Literal(table.Target.Name.ToString())}";
        foreach (var rule in table.Rules.OfType<ReferenceRule>())
        {
            var parent = Sql.Literal(plan.Table(rule.TablePlan).Target.Name.ToString());
            var type = PgTypes.Sql(table.Target.Find(rule.Column)!.Type);
            yield return $"""
                SELECT x.source_key FROM decided AS d
                JOIN {Sql.Quote(table.Target.Name)} AS t ON t.{Sql.Quote(rule.Column)} = (CASE WHEN d.target_table = {parent} THEN d.record END)::{type}
                JOIN {Entry(table)} AND x.target_id = t.{Sql.Quote(table.Id!.Column)}::text
                """;
        }
    }

    private static string Entry(RunTable table) =>
        $"reprise.crosswalk AS x ON x.entity = $1 AND x.target_table = {Sql.Literal(table.Target.Name.ToString())} AND x.source_table = {Sql.Literal(table.Origin)}";
}
