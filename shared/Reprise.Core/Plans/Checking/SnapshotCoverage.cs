using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Problems;

namespace Reprise.Core.Plans.Checking;

/// <summary>Does a snapshot have what a plan reads? A run extracts whole tables, those of its plan.</summary>
public static class SnapshotCoverage
{
    private const string Remedy = "Correct the name, or run the plan from the source: 'reprise run'.";

    /// <summary>Everything that is missing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="snapshot">What the snapshot has.</param>
    /// <param name="owner">Run that extracted it.</param>
    public static IReadOnlyList<Problem> Missing(Plan plan, SourceCatalog snapshot, string owner)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(snapshot);
        return [.. plan.Tables.SelectMany(table => Missing(table, snapshot.Find(table.From), owner)).Select(plan.Placed)];
    }

    /// <summary>Problems of a plan beside the snapshot's catalog, without those that <see cref="Missing(Plan, SourceCatalog, string)"/> said already. What else a gate misses, the snapshot does not have.</summary>
    public static IEnumerable<Problem> Others(IEnumerable<Problem> problems, IReadOnlyList<Problem> missing) => problems
        .Where(problem => !IsOfSource(problem) || !missing.Any(said => (said.File, said.Line) == (problem.File, problem.Line)))
        .Select(problem => IsOfSource(problem) ? problem with { Code = ProblemCodes.NotInSnapshot, Remedy = Remedy } : problem);

    private static bool IsOfSource(Problem problem) => problem.Code is ProblemCodes.UnknownSourceTable or ProblemCodes.UnknownSourceColumn;

    private static IEnumerable<Problem> Missing(TablePlan table, SourceTable? found, string owner)
    {
        if (found is null)
        {
            var columns = Read(table).Select(read => read.Column).Distinct(StringComparer.OrdinalIgnoreCase);
            return [new Problem(ProblemCodes.NotInSnapshot, $"Table plan '{table.Name}': the snapshot of run {owner} has no table {Spelling.Show(table.From)}, of which the plan reads {string.Join(", ", columns)}.", Remedy, Line: table.Line)];
        }

        return Read(table)
            .Where(read => found.Find(read.Column) is null)
            .Select(read => new Problem(ProblemCodes.NotInSnapshot, $"Table plan '{table.Name}': the table '{found.Name}' in the snapshot of run {owner} has no column {Spelling.Show(read.Column)}.", Remedy, Line: read.Line));
    }

    private static IEnumerable<(string Column, int Line)> Read(TablePlan table) => table.Key.Select(column => (column, table.Line)).Concat(SourceNames.Of(table));
}
