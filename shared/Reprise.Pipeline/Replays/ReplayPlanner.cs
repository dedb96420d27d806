using System.Collections.Immutable;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Planning;

namespace Reprise.Pipeline.Replays;

/// <summary>Makes the run plan of a replay: what it says of the source is what the run that extracted the snapshot found out, and the source is not asked.</summary>
internal sealed class ReplayPlanner(RepriseConfiguration configuration, IRunLedger runs, IExtractionLedger extraction, RunPlanner planner, PlanFitter fitter)
{
    private readonly PlanFinder _plans = new(configuration, () => runs);

    /// <summary>Makes it, or says everything that stands against it.</summary>
    /// <param name="entity">The run's entity as it is configured now.</param>
    /// <param name="replayed">The run.</param>
    /// <param name="other">Another plan, see <see cref="PlanFinder"/>; null = the run's own.</param>
    /// <param name="mayBeFile">False: the other plan is no path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SnapshotGone"/>; <see cref="ErrorCodes.InvalidConfiguration"/> with all that the snapshot or the target lacks.</exception>
    public async Task<NewReplay> PlanAsync(Entity entity, RunRecord replayed, string? other, bool mayBeFile, CancellationToken cancellationToken)
    {
        var origin = new ReplayOrigin(replayed.Id, replayed.Replay?.Snapshot ?? replayed.Id);
        await RequireSnapshotAsync(origin.Snapshot, cancellationToken);
        var extracted = await runs.GetPlanAsync(origin.Snapshot, cancellationToken);
        var before = replayed.Id == origin.Snapshot ? extracted : await runs.GetPlanAsync(replayed.Id, cancellationToken);

        // What decides over rows is the run's; what decides over the run is today's.
        var common = before with { Parallelism = entity.Parallelism, RequiresApproval = entity.RequiresApproval, Gates = entity.Gates };
        var plan = other is null ? before.Written : await FindAsync(entity, other, mayBeFile, extracted, cancellationToken);
        if (plan is null)
        {
            return new NewReplay(origin, PlanHash.Seal(common with { Plan = extracted.Plan, Sources = extracted.Sources, Tables = extracted.Tables, Lots = extracted.Lots, Findings = extracted.Findings, Schema = extracted.Schema }));
        }

        var concrete = await MapAsync(plan, common with { Schema = string.Empty }, extracted, origin.Snapshot, cancellationToken);
        return new NewReplay(origin, PlanHash.Seal(concrete with { Findings = other is null ? before.Findings : [.. concrete.Findings, .. planner.Overridden(entity, plan), .. before.Findings.Where(FeatureFindings.Is)] }));
    }

    /// <summary>The other plan; null = the automatic one.</summary>
    private async Task<Plan?> FindAsync(Entity entity, string other, bool mayBeFile, RunPlan extracted, CancellationToken cancellationToken)
    {
        if (other == Plan.Replicate)
        {
            return extracted.IsReplicate
                ? null
                : throw new RepriseException(ErrorCodes.InvalidConfiguration, $"The plan 'replicate' copies every table and is made from the source's own values, which this snapshot does not have. Run it: 'reprise run {entity.Code} --plan replicate'.");
        }

        return _plans.Configured(other) is null ? await _plans.FindAsync(other, mayBeFile, cancellationToken) : configuration.FindPlan(entity, other);
    }

    private async Task<RunPlan> MapAsync(Plan plan, RunPlan common, RunPlan extracted, RunId owner, CancellationToken cancellationToken)
    {
        var missing = SnapshotCoverage.Missing(plan, Catalog(extracted, extracted.Sources.Select(read => read.Table)), owner.Value);
        var catalog = Catalog(extracted, extracted.Sources.SelectMany(read => read.Joined.Select(joined => joined.Table).Prepend(Alone(read))));
        var fitted = await fitter.FitAsync(plan, catalog, common.TimeZone, cancellationToken);
        ImmutableArray<Problem> problems = [.. missing, .. SnapshotCoverage.Others(fitted.Problems, missing), .. Retyped(plan, extracted, owner)];
        if (problems.Length > 0)
        {
            throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                $"Plan {plan.Name} cannot be played over the snapshot of run {owner}: {problems.Length} problem(s).{string.Concat(problems.Select(problem => $"{Environment.NewLine}  {problem}"))}")
            {
                Problems = problems,
            };
        }

        return fitted.Concrete(common, [.. plan.Tables.Select(table => table.From).Distinct(StringComparer.Ordinal).Select(extracted.Source)]);
    }

    private static SourceCatalog Catalog(RunPlan extracted, IEnumerable<SourceTable> tables) => new(extracted.SourceServer, string.Empty, [.. tables.DistinctBy(table => table.Name)], [], []);

    /// <summary>The table without the columns of those joined to it, as the source has it.</summary>
    private static SourceTable Alone(SourceRead read)
    {
        var joined = read.Joined.SelectMany(other => other.Columns).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return read.Table with { Columns = [.. read.Table.Columns.Where(column => !joined.Contains(column.Name))] };
    }

    /// <summary>The automatic plan reads text that holds UUIDs as UUIDs; a mapped plan would know its rows by other keys than over the source.</summary>
    private static IEnumerable<Problem> Retyped(Plan plan, RunPlan extracted, RunId owner) =>
        from table in plan.Tables.DistinctBy(table => table.From)
        let read = extracted.Sources.FirstOrDefault(source => source.Table.Name == table.From)
        where read is not null && extracted.IsReplicate
        from column in read.Columns
        where column.Type.Kind == ValueKind.Uuid && SnapshotTypes.For(read.Table, read.Table.Find(column.Name)!, profile: null).Kind != ValueKind.Uuid
        select plan.Placed(new Problem(
            ProblemCodes.NotInSnapshot,
            $"The snapshot of run {owner} has {table.From}.{column.Name} as UUIDs, as 'replicate' reads it; a mapped plan reads its text.",
            "Run the plan from the source: 'reprise run'.",
            Line: table.Line));

    private async Task RequireSnapshotAsync(RunId owner, CancellationToken cancellationToken)
    {
        if (await extraction.GetDataKeyAsync(owner, cancellationToken) is null)
        {
            var purged = (await runs.SummariseAsync(owner, cancellationToken)).Snapshot.PurgedAt;
            throw new RepriseException(
                ErrorCodes.SnapshotGone,
                $"The snapshot of run {owner} {(purged is { } at ? $"was purged {at:yyyy-MM-dd HH:mm:ss} UTC" : "is not there")}: it cannot be played again. Start a new run; 'keep_days' in reprise.yaml or 'reprise run --keep-snapshot DAYS' keeps snapshots.");
        }

        var state = await runs.LoadStateAsync(owner, cancellationToken);
        if (state.Outline is not { } outline || outline.Sources.Any(source => !state[new Step(StepKind.ExtractTable, source)].IsCompleted))
        {
            throw new RepriseException(ErrorCodes.SnapshotGone, $"The snapshot of run {owner} is not complete: its extraction did not come to its end. 'reprise resume {owner}' carries it on.");
        }
    }
}
