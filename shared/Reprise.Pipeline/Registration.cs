using Microsoft.Extensions.DependencyInjection;
using Reprise.Core.Configuration;
using Reprise.Core.Ports;
using Reprise.Pipeline.Duplicates;
using Reprise.Pipeline.Http;
using Reprise.Pipeline.Lineage;
using Reprise.Pipeline.Losses;
using Reprise.Pipeline.Operations;
using Reprise.Pipeline.Planning;
using Reprise.Pipeline.Quality;
using Reprise.Pipeline.Quarantine;
using Reprise.Pipeline.Replays;
using Reprise.Pipeline.Runs;
using Reprise.Pipeline.Snapshots;
using Reprise.Pipeline.Sources;
using Reprise.Pipeline.Steps;
using Reprise.Pipeline.Sync;
using Reprise.Pipeline.Verification;

namespace Reprise.Pipeline;

/// <summary>Registers the pipeline. The host adds the adapters, the configuration, an <see cref="IRunDriver"/> and a <see cref="TimeProvider"/>.</summary>
public static class Registration
{
    /// <summary>Handlers, operations and HTTP resources.</summary>
    public static IServiceCollection AddReprisePipeline(this IServiceCollection services)
    {
        services.AddSingleton<SourceConnections>();
        services.AddSingleton<ConsistentPoints>();
        services.AddSingleton<RunKeys>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<Purger>();
        services.AddSingleton<SourceSums>();
        services.AddSingleton<DeclaredGates>();
        services.AddSingleton<RunCorrections>();
        services.AddSingleton<HeldBackSources>();
        services.AddSingleton<PlanFitter>();
        services.AddSingleton<TableReadings>();
        services.AddSingleton<RunPlanner>();
        services.AddSingleton<ReplayPlanner>();
        services.AddSingleton<SnapshotAdoption>();
        services.AddSingleton(provider => new ReplayDifferences(provider.GetRequiredService<IRunLedger>(), provider.GetRequiredService<ITarget>()));
        services.AddSingleton<IDuplicateFinder, DuplicateFinder>();
        services.AddSingleton<RunLoop>();
        services.AddSingleton<RunTurns>();
        services.AddSingleton<OrphanedRuns>();
        services.AddSingleton(provider => new InventoryTaker(
            provider.GetRequiredService<ISource>(),
            provider.GetRequiredService<SourceConnections>(),
            provider.GetRequiredService<RunPlanner>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PlanComparer(provider.GetRequiredService<RepriseConfiguration>(), provider.GetRequiredService<IRunLedger>));
        services.AddSingleton(provider => new PlanScaffolder(
            provider.GetRequiredService<RepriseConfiguration>(),
            provider.GetRequiredService<ISource>(),
            provider.GetRequiredService<ITarget>(),
            provider.GetRequiredService<SourceConnections>()));
        services.AddSingleton(provider => new Preflight(
            provider.GetRequiredService<RepriseConfiguration>(),
            provider.GetRequiredService<ISource>,
            provider.GetRequiredService<ITarget>,
            provider.GetRequiredService<ISnapshotStore>,
            provider.GetRequiredService<SourceConnections>(),
            provider.GetRequiredService<RunPlanner>));
        services.AddSingleton<IStepRunner, StepRunner>();
        services.AddSingleton<IStepHandler, PlanRunHandler>();
        services.AddSingleton<IStepHandler, ExtractTableHandler>();
        services.AddSingleton<IStepHandler, StageTableHandler>();
        services.AddSingleton<IStepHandler, ResolveTableHandler>();
        services.AddSingleton<IStepHandler, EvaluateGatesHandler>();
        services.AddSingleton<IStepHandler, PublishLotHandler>();
        services.AddSingleton<IStepHandler, VerifyTableHandler>();
        services.AddSingleton<IStepHandler, WriteReportHandler>();
        services.AddSingleton<IStepHandler, PurgeSnapshotsHandler>();
        services.AddSingleton(provider => new RunOperations(
            provider.GetRequiredService<RepriseConfiguration>(),
            provider.GetRequiredService<IRunLedger>(),
            provider.GetRequiredService<IRunDriver>(),
            provider.GetRequiredService<Purger>(),
            provider.GetRequiredService<IExtractionLedger>(),
            provider.GetRequiredService<ReplayPlanner>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PresentRows>();
        services.AddSingleton<WrittenRecords>();
        services.AddSingleton<SourceRowDocuments>();
        services.AddSingleton<RowLineage>();
        services.AddSingleton<RowOutcomes>();
        services.AddSingleton(provider => new RecordExplainer(
            provider.GetRequiredService<RepriseConfiguration>(),
            provider.GetRequiredService<IRunLedger>(),
            provider.GetRequiredService<ILineageLedger>(),
            provider.GetRequiredService<ITargetRecords>(),
            provider.GetRequiredService<WrittenRecords>(),
            provider.GetRequiredService<RowLineage>()));
        services.AddSingleton(provider => new RowLocator(
            provider.GetRequiredService<RepriseConfiguration>(),
            provider.GetRequiredService<IRunLedger>(),
            provider.GetRequiredService<ILineageLedger>(),
            provider.GetRequiredService<RowOutcomes>()));
        services.AddSingleton<LossReader>();
        services.AddSingleton<DuplicateReview>();
        services.AddSingleton<QuarantineReader>();
        services.AddSingleton<QuarantineExport>();
        services.AddSingleton<QuarantineImport>();
        services.AddSingleton<Verifier>();
        services.AddSingleton(provider => new SourceVerification(
            provider.GetRequiredService<IRunLedger>(),
            provider.GetRequiredService<IExtractionLedger>(),
            provider.GetRequiredService<ISource>(),
            provider.GetRequiredService<ITarget>(),
            provider.GetRequiredService<SourceConnections>(),
            provider.GetRequiredService<Verifier>()));
        services.AddSingleton<DueEntities>();
        services.AddSingleton<RunsResource>();
        services.AddSingleton<QuarantineResource>();
        services.AddSingleton<GatesResource>();
        services.AddSingleton<LossesResource>();
        services.AddSingleton<RollbackResource>();
        services.AddSingleton<LineageResource>();
        services.AddSingleton<EntitiesResource>();
        services.AddSingleton<HealthResource>();
        return services;
    }
}
