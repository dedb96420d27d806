using System.Collections.Immutable;
using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Replicate;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Planning;

/// <summary>Makes a plan concrete: reads both catalogs, asks the data where types cannot tell, and refuses a plan that does not fit with every misfit named.</summary>
internal sealed class RunPlanner(RepriseConfiguration configuration, ISource source, ITarget target, SourceConnections connections)
{
    /// <summary>The run plan of a run.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with all misfits.</exception>
    public Task<RunPlan> PlanAsync(RunRecord run, CancellationToken cancellationToken) => PlanAsync(connections.Entity(run.Entity), run.Plan, cancellationToken);

    /// <summary>The run plan that a run of the entity with that plan would have now.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with all misfits.</exception>
    public async Task<RunPlan> PlanAsync(Entity entity, string planName, CancellationToken cancellationToken)
    {
        var plan = configuration.FindPlan(entity, planName)
            ?? throw new RepriseException(ErrorCodes.InvalidConfiguration, $"The plan '{planName}' of entity {entity.Code} is not in the configuration any more. Put it back, or start a new run.");
        var connection = connections.For(entity.Code);
        var catalog = await source.ReadCatalogAsync(connection, cancellationToken);
        return plan.Name == Plan.Replicate
            ? await ReplicateAsync(entity, plan, catalog, connection, cancellationToken)
            : await MapAsync(entity, plan, catalog, connection, cancellationToken);
    }

    private async Task<RunPlan> ReplicateAsync(Entity entity, Plan plan, SourceCatalog catalog, string connection, CancellationToken cancellationToken)
    {
        var profiles = await source.ProfileAsync(connection, catalog.Tables, cancellationToken);
        var replica = ReplicatePlanner.Plan(catalog, profiles, entity.Schema, entity.Types);
        return PlanHash.Seal(Common(entity, plan, catalog) with
        {
            Schema = entity.Schema,
            Sources = replica.Sources,
            Tables = replica.Tables,
            Lots = [TablePlan.DefaultLot],
            Findings = replica.Findings,
        });
    }

    private async Task<RunPlan> MapAsync(Entity entity, Plan plan, SourceCatalog catalog, string connection, CancellationToken cancellationToken)
    {
        var targetCatalog = await target.ReadCatalogAsync(cancellationToken);
        var check = new PlanChecker(Conversions.CanConvert).Check(plan, catalog, targetCatalog, entity.TimeZone);
        ImmutableArray<Problem> problems = [.. check.Problems, .. await CheckGatesAsync(plan, targetCatalog, cancellationToken), .. await CheckExpressionsAsync(plan, targetCatalog, cancellationToken)];
        if (problems.Length > 0)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"Plan {plan.Name} does not fit the databases of {entity.Code}: {problems.Length} problem(s).") { Problems = problems };
        }

        var reads = new SourceReads(plan, catalog);
        var sources = reads.Build(await source.ProfileAsync(connection, reads.Tables, cancellationToken));
        var tables = PlanOrder.ParentsFirst(plan.Tables);
        return PlanHash.Seal(Common(entity, plan, catalog) with
        {
            Sources = sources,
            Tables = [.. tables.Select(table => Concrete(table, tables, sources.First(read => read.Table.Name == table.From).Table, targetCatalog) with { Joined = reads.Conditions(table) })],
            Lots = PlanOrder.Lots(tables),
            Quality = [.. plan.Gates.Select(gate => Concrete(gate, plan, sources))],
            Findings = [.. check.Findings, .. Overridden(entity, plan)],
            Written = plan,
        });
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

    private static QualityGate Concrete(QualityGate gate, Plan plan, IReadOnlyList<SourceRead> sources)
    {
        var table = plan.Tables.First(candidate => candidate.Name == gate.Table);
        return SumSources.Complete(gate, table, sources.First(read => read.Table.Name == table.From).Table);
    }

    /// <summary>What the entity says otherwise than the plan that it shares with others, for inventory and report.</summary>
    private IEnumerable<Finding> Overridden(Entity entity, Plan plan) => plan == entity.OwnPlan
        ? configuration.Overrides(entity).Select(change => new Finding(ProblemCodes.Overridden, change.Place, string.Empty, $"The entity overrides the plan: {change}."))
        : [];

    private RunPlan Common(Entity entity, Plan plan, SourceCatalog catalog) => new()
    {
        Entity = entity.Code.Value,
        EntityName = entity.Name,
        Plan = plan.Name,
        PlanVersion = plan.Version,
        PlanFingerprint = plan.Fingerprint,
        SourceServer = catalog.Server,
        TimeZone = entity.TimeZone,
        Parallelism = entity.Parallelism,
        RequiresApproval = entity.RequiresApproval,
        Gates = entity.Gates,
        ChunkRows = configuration.ChunkRows,
        Sources = [],
        Tables = [],
        Lots = [],
    };

    private static RunTable Concrete(TablePlan table, IReadOnlyList<TablePlan> parentsFirst, SourceTable from, TargetCatalog targetCatalog) =>
        new()
        {
            Name = table.Name,
            Source = from.Name,
            Part = table.Part,
            Target = targetCatalog.Find(table.To)!,
            Lot = table.Lot,
            DependsOn = [.. PlanOrder.Before(table, parentsFirst)],
            Key = table.Key.Count > 0 ? [.. table.Key.Select(column => from.Find(column)!.Name)] : RowKey.Of(from),
            Where = [.. table.Where.Select(condition => condition with { Column = from.Find(condition.Column)!.Name })],
            Id = table.Id,
            Match = table.Match,
            Duplicates = table.Duplicates,
            Rules = [.. table.Columns.Select(rule => WithCatalogNames(rule, from, targetCatalog))],
        };

    /// <summary>Column names as the source spells them: MySQL compares them without case, batches do not.</summary>
    private static ColumnRule WithCatalogNames(ColumnRule rule, SourceTable from, TargetCatalog target) => rule switch
    {
        SourceColumnRule column => column with { From = from.Find(column.From)!.Name },
        ReferenceRule reference => reference with { From = [.. reference.From.Select(name => from.Find(name)!.Name)] },
        LookupRule lookup => Concrete(lookup, target.Find(lookup.Table)!).WithInputs([.. lookup.By.Select(by => by with { From = from.Find(by.From)!.Name, Type = target.Find(lookup.Table)!.Find(by.Name)!.Type })]),
        DerivedRule derived => derived.WithInputs([.. derived.Inputs.Select(input => input with { From = from.Find(input.From)!.Name })]),
        _ => rule,
    };

    private static LookupRule Concrete(LookupRule rule, TargetTable table) => rule with { Return = rule.Return ?? table.PrimaryKey[0] };
}
