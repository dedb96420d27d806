using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Replicate;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Planning;

/// <summary>Makes a plan concrete: reads both catalogs, asks the data where types cannot tell, and refuses a plan that does not fit with every misfit named.</summary>
internal sealed class RunPlanner(RepriseConfiguration configuration, ISource source, PlanFitter fitter, SourceConnections connections)
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
        var replica = ReplicatePlanner.Plan(catalog, profiles, entity.Schema, entity.Types, entity.Replacements);
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
        var fitted = await fitter.FitAsync(plan, catalog, entity.TimeZone, cancellationToken);
        if (fitted.Problems.Length > 0)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"Plan {plan.Name} does not fit the databases of {entity.Code}: {fitted.Problems.Length} problem(s).") { Problems = fitted.Problems };
        }

        var profiles = await source.ProfileAsync(connection, fitted.Reads.Tables, cancellationToken);
        var concrete = fitted.Concrete(Common(entity, plan, catalog), fitted.Reads.Build(profiles));
        return PlanHash.Seal(concrete with { Findings = [.. concrete.Findings, .. Overridden(entity, plan), .. NotCarried(catalog, fitted.Reads.Tables)] });
    }

    /// <summary>What the database has that nobody carries over; of other tables than those read nothing is carried anyway.</summary>
    private static IEnumerable<Finding> NotCarried(SourceCatalog catalog, IReadOnlyList<SourceTable> read) =>
        read.SelectMany(table => table.Features()).Concat(catalog.OwnFeatures()).Select(FeatureFindings.Of);

    /// <summary>What the entity says otherwise than the plan that it shares with others, for inventory and report.</summary>
    internal IEnumerable<Finding> Overridden(Entity entity, Plan plan) => plan == entity.OwnPlan
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

}
