using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Quality;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Finds what the target's constraints would refuse, so that a row goes to quarantine instead of a lot to failure.</summary>
internal sealed class Constraints(Resolution resolution, StagedRecords records)
{
    private const string Written = $"'{Bookkeeping.Insert}', '{Bookkeeping.Update}'";

    /// <summary>NOT NULL and CHECK of what may be written, before rows are merged into each other: a row that cannot be written cannot stand for others.</summary>
    public async Task CheckRowsAsync(CancellationToken cancellationToken)
    {
        await CheckFilledAsync([.. resolution.Outer, .. resolution.Table.Rules.OfType<LookupRule>()], "s._outcome IS NULL", cancellationToken);
        foreach (var check in resolution.Table.Target.Checks.Where(check => !IsSettledLate(check)))
        {
            await CheckAsync(check, "_outcome IS NULL", cancellationToken);
        }
    }

    /// <summary>The same for what is known only once every row has its id: references within the table.</summary>
    public async Task CheckSettledRowsAsync(CancellationToken cancellationToken)
    {
        await CheckFilledAsync(resolution.Inner, $"s._outcome IN ({Written})", cancellationToken);
        foreach (var check in resolution.Table.Target.Checks.Where(IsSettledLate))
        {
            await CheckAsync(check, $"_outcome IN ({Written})", cancellationToken);
        }
    }

    /// <summary>Unique indexes: among the rows to be written, where updates go before inserts, then against rows of other table plans and other records of the target.</summary>
    public async Task CheckUniqueAsync(CancellationToken cancellationToken)
    {
        foreach (var index in resolution.Table.Target.UniqueIndexes)
        {
            if (!IsOfId(index))
            {
                await CheckAmongStagedAsync(index, cancellationToken);
            }

            foreach (var sibling in resolution.Siblings)
            {
                var rows = $"(SELECT {Named(index)} FROM {records.Of(sibling).For(index.Texts())} AS r WHERE _outcome IN ({Written}) AND {Applies(index)}) AS t";
                await CheckAgainstAsync(index, rows, "true", cancellationToken);
            }

            await CheckAgainstTargetAsync(index, cancellationToken);
        }
    }

    private async Task CheckFilledAsync(IEnumerable<ColumnRule> rules, string rows, CancellationToken cancellationToken)
    {
        foreach (var rule in rules.Where(rule => !resolution.Table.Target.Find(rule.Column)!.IsNullable))
        {
            await resolution.QuarantineAsync(Reasons.NotNull, rule.Column, $"{rows} AND s.{Sql.Quote(rule.Column)} IS NULL", cancellationToken);
        }
    }

    private Task<int> CheckAsync(TargetCheck check, string rows, CancellationToken cancellationToken) => resolution.QuarantineAsync(
        Reasons.CheckViolation,
        check.Name,
        "s.ctid = v._tid",
        cancellationToken,
        $"(SELECT _tid FROM {records.For([check.Expression])} AS r WHERE {rows} AND NOT ({check.Expression})) AS v");

    private bool IsSettledLate(TargetCheck check) =>
        resolution.Inner.Select(rule => rule.Column).Append(resolution.Id.Column).Any(column => SqlExpression.Speaks(check.Expression, column));

    private Task<int> CheckAmongStagedAsync(TargetUniqueIndex index, CancellationToken cancellationToken) => resolution.QuarantineAsync(
        Reasons.Duplicate,
        index.Name,
        "s.ctid = d._tid AND d.n > 1",
        cancellationToken,
        $"""
        (SELECT _tid, row_number() OVER (PARTITION BY {string.Join(", ", index.Expressions)} ORDER BY _outcome DESC, _chunk, _row) AS n
         FROM {records.For(index.Texts())} AS r
         WHERE _outcome IN ({Written}) AND {Applies(index)}) AS d
        """);

    private Task<int> CheckAgainstTargetAsync(TargetUniqueIndex index, CancellationToken cancellationToken) => CheckAgainstAsync(
        index,
        $"(SELECT {resolution.IdColumn} AS _id, {Named(index)} FROM {resolution.Target} AS r WHERE {Applies(index)}) AS t",
        $"(s._outcome = '{Bookkeeping.Insert}' OR t._id <> s.{resolution.IdColumn})",
        cancellationToken);

    private Task<int> CheckAgainstAsync(TargetUniqueIndex index, string others, string condition, CancellationToken cancellationToken)
    {
        // Where equality says the same it is asked for: rows are found by it through a hash, by IS NOT DISTINCT FROM only one by one.
        var equal = string.Join(" AND ", index.Expressions.Select((expression, i) =>
            index.NullsNotDistinct && MayBeNull(expression) ? $"v._e{i} IS NOT DISTINCT FROM t._e{i}" : $"v._e{i} = t._e{i}"));
        return resolution.QuarantineAsync(
            Reasons.Duplicate,
            index.Name,
            $"s.ctid = v._tid AND {equal} AND {condition}",
            cancellationToken,
            $"(SELECT _tid, {Named(index)} FROM {records.For(index.Texts())} AS r WHERE _outcome IN ({Written}) AND {Applies(index)}) AS v, {others}");
    }

    private bool MayBeNull(string expression) => resolution.Table.Target.Find(expression.Trim('"')) is not { IsNullable: false };

    /// <summary>Ids differ as source keys do, or come from a sequence.</summary>
    private bool IsOfId(TargetUniqueIndex index) => index.Expressions is [var only] && only.Trim('"') == resolution.Id.Column;

    private static string Named(TargetUniqueIndex index) => string.Join(", ", index.Expressions.Select((expression, i) => $"{expression} AS _e{i}"));

    /// <summary>Rows that the index compares: those of its predicate, and only those without null where nulls are distinct.</summary>
    private static string Applies(TargetUniqueIndex index)
    {
        var predicate = index.Predicate is { } where ? $"({where})" : "true";
        return index.NullsNotDistinct ? predicate : $"{predicate} AND {string.Join(" AND ", index.Expressions.Select(expression => $"({expression}) IS NOT NULL"))}";
    }
}
