using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Mapping.Converters;
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
    /// <param name="timeZone">Zone of the source's local times; null = none declared.</param>
    public PlanCheck Check(Plan plan, SourceCatalog source, TargetCatalog target, string? timeZone)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (plan.Name == Plan.Replicate)
        {
            return new PlanCheck([], []);
        }

        var all = new List<Problem>();
        var problems = new FileProblems(plan.File, all, plan.ComposedOf);
        var joins = new JoinChecks(source, plan.Gates, problems);
        var tables = plan.Tables.Select(table => new CheckedTable(table, joins.Extend(table), target.Find(table.To))).ToList();
        foreach (var table in tables)
        {
            new SourceChecks(source, problems).Check(table);
            new TargetChecks(target, problems).Check(table);
            new RuleChecks(canConvert, problems).Check(table);
            new ReferenceChecks(tables, problems).Check(table);
            new DerivedChecks(target, canConvert, problems).Check(table);
            DuplicateChecks.Check(table, problems);
            new SyncChecks(tables, problems).Check(table);
        }

        foreach (var gate in plan.Gates)
        {
            new GateChecks(problems).Check(gate, tables.First(table => table.Plan.Name == gate.Table));
        }

        return new PlanCheck([.. all.OrderBy(problem => problem.Line)], [.. Unmapped(plan, source), .. tables.SelectMany(table => Cautions(table, timeZone))]);
    }

    /// <summary>What a rule takes for granted about a source column, unless configuration says it.</summary>
    private static IEnumerable<Finding> Cautions(CheckedTable table, string? timeZone) =>
        from rule in table.Plan.Columns.OfType<SourceColumnRule>()
        let source = table.Source?.Find(rule.From)
        let target = table.Target?.Find(rule.Column)
        where source is not null && target is not null
        let code = Conversions.Caution(source, target.Type)
        where code is not null && !IsSaid(code, rule, timeZone)
        select new Finding(code, table.Plan.From, source.Name, $"In {table.Plan.To}.{target.Name}, {Caution(code)}");

    private static bool IsSaid(string code, SourceColumnRule rule, string? timeZone) => code == Conversions.LocalTimeAsUtc ? timeZone is not null : rule.UuidOrder is not null;

    private static string Caution(string code) => code switch
    {
        Conversions.LocalTimeAsUtc => "times without a zone are taken for UTC. Declare the entity's time_zone, map them into a timestamp without time zone, or know that this is right.",
        Conversions.ByteOrderAssumed => "bytes are read as a UUID from the first to the last. Compare one with the application that wrote it, and declare uuid_order: straight, or swapped as UUID_TO_BIN(x, 1) keeps them.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<Finding> Unmapped(Plan plan, SourceCatalog source)
    {
        var known = plan.Tables.Select(table => table.From).Concat(plan.Tables.SelectMany(table => table.Joined).Select(joined => joined.Table)).Concat(plan.Ignored).ToHashSet();
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
