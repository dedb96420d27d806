using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Undoing;

namespace Reprise.Postgres.Merging;

/// <summary>Says which merges must not be carried out since somebody else has a part in the record that would go.</summary>
internal static class MergeHindrances
{
    public const string Relation = "reprise.record_merge";

    /// <summary>Condition of the merges <c>g</c> that nothing speaks against so far; $1 is the run, $2 the table plan.</summary>
    public const string Open = $"{RecordRemoval.Of} AND g.kept IS NULL";

    private static readonly DoomedRecords Doomed = new(Relation, "'delete', 'soft_delete'");

    /// <summary>What the records themselves say: looked at when a table plan is resolved, and again under the lock of publishing.</summary>
    public static async Task MarkAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        object?[] entityToo = [.. values, resolution.Run.Entity.Value];
        await resolution.ExecuteAsync(
            $"""
            UPDATE {Relation} AS g SET kept = '{MergeReasons.DeletedInTarget}'
            WHERE {Open} AND 2 <> (SELECT count(*) FROM {resolution.Target} AS t WHERE t.{resolution.IdColumn} IN (g.target_id::{resolution.IdType}, g.into_id::{resolution.IdType}))
            """,
            cancellationToken,
            values);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {Relation} AS g SET kept = '{MergeReasons.ChangedInTarget}'
            FROM {resolution.Target} AS t, reprise.crosswalk AS x
            WHERE {Open} AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType}
              AND x.entity = $3 AND x.target_table = g.target_table AND x.source_table = g.source_table AND x.source_key = g.source_key AND NOT {RecordRemoval.IsAsWritten(resolution)}
            """,
            cancellationToken,
            entityToo);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {Relation} AS g SET kept = '{MergeReasons.MergedInto}'
            WHERE {Open} AND EXISTS (SELECT FROM reprise.crosswalk AS y WHERE y.target_table = g.target_table AND y.target_id = g.target_id AND y.entity <> $3)
            """,
            cancellationToken,
            entityToo);
    }

    /// <summary>Records that rows refer to which this run will not write: rows of the application, of other entities, and those whose reference no rule of the plan makes.</summary>
    public static Task ExpectReferencesAsync(Resolution resolution, CancellationToken cancellationToken) =>
        KeptReferences.KeepAsync(resolution.Connection, Doomed with { Follows = (from, columns) => Follows(resolution, from, columns) }, resolution.Run, [resolution.Table], cancellationToken);

    /// <summary>Records that rows refer to once everything of the lot is written.</summary>
    public static Task FindReferencesAsync(Resolution resolution, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken) =>
        KeptReferences.KeepAsync(resolution.Connection, Doomed, resolution.Run, tables, cancellationToken);

    /// <summary>A record that the entity made and whose reference a rule makes: it is resolved through the record that stays.</summary>
    private static string Follows(Resolution resolution, TableName from, IReadOnlyList<string> columns)
    {
        var children = resolution.Plan.Tables.Where(table => table.Target.Name == from && columns is [var column] && table.Rules.Any(rule => rule is ReferenceRule && rule.Column == column));
        return string.Join(" OR ", children.Select(child =>
            $"EXISTS (SELECT FROM reprise.crosswalk AS x WHERE x.entity = {Sql.Literal(resolution.Run.Entity.Value)} AND x.target_table = {Sql.Literal(from.ToString())} AND x.source_table = {Sql.Literal(child.Origin)} AND x.target_id = r.{Sql.Quote(child.Id!.Column)}::text AND NOT x.merged)").DefaultIfEmpty("false"));
    }
}
