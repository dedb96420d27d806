using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Plans.Checking;

/// <summary>Compares a mapped plan with the source's and the target's catalog. Pure; finds every misfit at once.</summary>
/// <param name="canConvert">False for a source column whose values never have a form in the target's type. Mapping knows.</param>
public sealed class PlanChecker(Func<SourceColumn, PgType, bool> canConvert)
{
    /// <summary>Checks a plan.</summary>
    /// <param name="plan">A plan that was read without problems; the automatic plan has nothing to check.</param>
    /// <param name="source">The entity's database.</param>
    /// <param name="target">The application's database.</param>
    public PlanCheck Check(Plan plan, SourceCatalog source, TargetCatalog target)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (plan.Name == Plan.Replicate)
        {
            return new PlanCheck([], []);
        }

        var all = new List<Problem>();
        var problems = new FileProblems(plan.File, all);
        var tables = plan.Tables.Select(table => new CheckedTable(table, source.Find(table.From), target.Find(table.To))).ToList();
        foreach (var table in tables)
        {
            new SourceChecks(source, problems).Check(table);
            new TargetChecks(target, problems).Check(table);
            new RuleChecks(canConvert, problems).Check(table);
            new ReferenceChecks(tables, problems).Check(table);
        }

        return new PlanCheck([.. all.OrderBy(problem => problem.Line)], [.. Unmapped(plan, source)]);
    }

    private static IEnumerable<Finding> Unmapped(Plan plan, SourceCatalog source)
    {
        var known = plan.Tables.Select(table => table.From).Concat(plan.Ignored).ToHashSet();
        return source.Tables
            .Where(table => !known.Contains(table.Name))
            .Select(table => new Finding(
                ProblemCodes.UnmappedTable,
                table.Name,
                string.Empty,
                $"The table is neither mapped nor ignored by the plan '{plan.Name}': its rows (about {table.EstimatedRows}) stay behind. Map it, or add it to 'ignored'."));
    }
}

/// <summary>A table plan with what the catalogs say about both of its ends.</summary>
internal sealed record CheckedTable(TablePlan Plan, SourceTable? Source, TargetTable? Target)
{
    /// <summary>Source key: the plan's, else the primary key; empty when there is none or the table is unknown.</summary>
    public IReadOnlyList<string> Key => Plan.Key.Count > 0 ? Plan.Key : Source?.PrimaryKey ?? [];

    public TargetColumn? Id => Target?.Find(Plan.Id.Column);
}
