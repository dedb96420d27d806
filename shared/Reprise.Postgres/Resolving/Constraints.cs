using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Finds what the target's constraints would refuse, so that a row goes to quarantine instead of a lot to failure.</summary>
internal static class Constraints
{
    /// <summary>NOT NULL and CHECK, row by row.</summary>
    public static async Task CheckRowsAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<ReferenceRule>().Where(rule => rule.TablePlan != resolution.Table.Name && !resolution.Table.Target.Find(rule.Column)!.IsNullable))
        {
            await resolution.QuarantineAsync(Reasons.NotNull, rule.Column, $"s._outcome IS NULL AND s.{Sql.Quote(rule.Column)} IS NULL", cancellationToken);
        }

        foreach (var check in resolution.Table.Target.Checks)
        {
            await resolution.QuarantineAsync(
                Reasons.CheckViolation,
                check.Name,
                "s._outcome IS NULL AND s.ctid = v._tid",
                cancellationToken,
                $"(SELECT _tid FROM {resolution.StagedAsTarget()} AS r WHERE NOT ({check.Expression})) AS v");
        }
    }

    /// <summary>Unique indexes, among the rows to be written and against other records of the target.</summary>
    public static async Task CheckUniqueAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var index in resolution.Table.Target.UniqueIndexes)
        {
            await CheckAmongStagedAsync(resolution, index, cancellationToken);
            await CheckAgainstTargetAsync(resolution, index, cancellationToken);
        }
    }

    private static Task<int> CheckAmongStagedAsync(Resolution resolution, TargetUniqueIndex index, CancellationToken cancellationToken) => resolution.QuarantineAsync(
        Reasons.Duplicate,
        index.Name,
        "s.ctid = d._tid AND d.n > 1",
        cancellationToken,
        $"""
        (SELECT _tid, row_number() OVER (PARTITION BY {string.Join(", ", index.Expressions)} ORDER BY _outcome DESC, _key) AS n
         FROM {resolution.StagedAsTarget()} AS r
         WHERE _outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}') AND {Applies(index)}) AS d
        """);

    private static Task<int> CheckAgainstTargetAsync(Resolution resolution, TargetUniqueIndex index, CancellationToken cancellationToken)
    {
        var named = string.Join(", ", index.Expressions.Select((expression, i) => $"{expression} AS _e{i}"));
        var equal = string.Join(" AND ", index.Expressions.Select((_, i) => index.NullsNotDistinct ? $"v._e{i} IS NOT DISTINCT FROM t._e{i}" : $"v._e{i} = t._e{i}"));
        return resolution.QuarantineAsync(
            Reasons.Duplicate,
            index.Name,
            $"s.ctid = v._tid AND {equal} AND t._id <> s.{resolution.IdColumn}",
            cancellationToken,
            $"""
            (SELECT _tid, {named} FROM {resolution.StagedAsTarget()} AS r WHERE _outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}') AND {Applies(index)}) AS v,
            (SELECT {resolution.IdColumn} AS _id, {named} FROM {resolution.Target} AS r WHERE {Applies(index)}) AS t
            """);
    }

    /// <summary>Rows that the index compares: those of its predicate, and only those without null where nulls are distinct.</summary>
    private static string Applies(TargetUniqueIndex index)
    {
        var predicate = index.Predicate is { } where ? $"({where})" : "true";
        return index.NullsNotDistinct ? predicate : $"{predicate} AND {string.Join(" AND ", index.Expressions.Select(expression => $"({expression}) IS NOT NULL"))}";
    }
}
