using System.Collections.Immutable;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;
using Reprise.Core.Ports;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Planning;

/// <summary>Fits a mapped plan to both catalogs: every misfit is named, and what fits has its columns, types and order.</summary>
internal sealed class PlanFitter(ITarget target)
{
    /// <summary>What is wrong with the plan, and what it is with the target as it stands now.</summary>
    /// <param name="plan">The plan as written.</param>
    /// <param name="catalog">The source, or what a snapshot has of it.</param>
    /// <param name="timeZone">Zone of the source's local times.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FittedPlan> FitAsync(Plan plan, SourceCatalog catalog, string? timeZone, CancellationToken cancellationToken)
    {
        var targetCatalog = await target.ReadCatalogAsync(cancellationToken);
        var check = new PlanChecker(Conversions.CanConvert).Check(plan, catalog, targetCatalog, timeZone);
        ImmutableArray<Problem> problems = [.. check.Problems, .. await CheckGatesAsync(plan, targetCatalog, cancellationToken), .. await CheckExpressionsAsync(plan, targetCatalog, cancellationToken)];
        return new FittedPlan(plan, catalog, targetCatalog, problems, check.Findings);
    }

    /// <summary>What the server says of gates whose table and columns it has; the others are misfits already.</summary>
    private async Task<IEnumerable<Problem>> CheckGatesAsync(Plan plan, TargetCatalog targetCatalog, CancellationToken cancellationToken)
    {
        var known = plan.Gates
            .Select(gate => (Gate: gate, Table: targetCatalog.Find(plan.Tables.First(table => table.Name == gate.Table).To)))
            .Where(entry => entry.Table is { } table && entry.Gate.Columns.All(column => table.Find(column) is not null))
            .Select(entry => (entry.Gate, entry.Table!))
            .ToList();
        return (await target.CheckGatesAsync(known, cancellationToken)).Select(plan.Placed);
    }

    /// <summary>What the server says of expressions whose table and column it has; the others are misfits already.</summary>
    private async Task<IEnumerable<Problem>> CheckExpressionsAsync(Plan plan, TargetCatalog targetCatalog, CancellationToken cancellationToken)
    {
        var known =
            from table in plan.Tables
            let found = targetCatalog.Find(table.To)
            where found is not null
            from rule in table.Columns.OfType<ExpressionRule>()
            where found.Find(rule.Column) is { IsGenerated: false }
            select new ExpressionInPlan(rule, found, [.. ExpressionRule.Speakable(table.Columns, table.Name)]);
        return (await target.CheckExpressionsAsync([.. known], cancellationToken)).Select(plan.Placed);
    }
}
