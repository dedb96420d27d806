using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Comparing;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Planning;

/// <summary>Compares plans: of files, of the configuration, and as runs were planned with them.</summary>
public sealed class PlanComparer
{
    /// <summary>Runs of an entity among which the newest with the plan is looked for.</summary>
    private const int NewestRuns = 200;

    private readonly RepriseConfiguration _configuration;
    private readonly Func<IRunLedger> _ledger;
    private readonly PlanFinder _plans;

    /// <summary>The ledger is asked for when a run is meant: files are compared without it.</summary>
    internal PlanComparer(RepriseConfiguration configuration, Func<IRunLedger> ledger) => (_configuration, _ledger, _plans) = (configuration, ledger, new PlanFinder(configuration, ledger));

    /// <summary>Compares two versions of a plan.</summary>
    /// <param name="before">A plan's name, the path of its file or folder, or the id of a run.</param>
    /// <param name="after">The same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: no such plan, or one that cannot be read; <see cref="ErrorCodes.UnknownRun"/>.</exception>
    public async Task<PlanDiffDocument> CompareAsync(string before, string after, CancellationToken cancellationToken)
    {
        var (one, other) = (await _plans.FindAsync(before, mayBeFile: true, cancellationToken), await _plans.FindAsync(after, mayBeFile: true, cancellationToken));
        var compared = Compare(before, one, after, other);
        string[] names = [one.Name, other.Name];
        return Document([compared], compared.Changes.Count == 0 ? [] : _configuration.Entities.Where(entity => names.Contains(entity.Plan)), neverRun: []);
    }

    /// <summary>Compares a plan as it is with what each entity that uses it ran last.</summary>
    /// <param name="name">Name of the plan.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: no such plan.</exception>
    public async Task<PlanDiffDocument> CompareAsync(string name, CancellationToken cancellationToken)
    {
        _ = _plans.Configured(name) ?? throw PlanFinder.NoPlan(name);
        var (compared, touched, neverRun) = (new List<ComparedPlans>(), new List<Entity>(), new List<string>());
        foreach (var entity in _configuration.Entities.Where(entity => entity.Plan == name))
        {
            if (await LastRunAsync(entity, name, cancellationToken) is not var (run, written))
            {
                neverRun.Add(entity.Code.Value);
                continue;
            }

            compared.Add(Compare(run.Id.Value, written, entity.Code.Value, _configuration.FindPlan(entity, name)!));
            if (compared[^1].Changes.Count > 0)
            {
                touched.Add(entity);
            }
        }

        return Document(compared, touched, neverRun);
    }

    private static ComparedPlans Compare(string before, Plan one, string after, Plan other) =>
        new(Version(before, one), Version(after, other), PlanComparison.Compare(one, other));

    private static PlanVersion Version(string of, Plan plan) => new(of, plan.Name, plan.Version, plan.Fingerprint);

    private static PlanDiffDocument Document(IReadOnlyList<ComparedPlans> compared, IEnumerable<Entity> touched, IReadOnlyList<string> neverRun) =>
        new(compared.All(pair => pair.Changes.Count == 0), compared, [.. touched.Select(entity => entity.Code.Value)], neverRun);

    private async Task<(RunRecord Run, Plan Written)?> LastRunAsync(Entity entity, string plan, CancellationToken cancellationToken)
    {
        foreach (var run in (await _ledger().ListAsync(entity.Code, NewestRuns, cancellationToken)).Where(run => run.Plan == plan))
        {
            if ((await _ledger().FindPlanAsync(run.Id, cancellationToken))?.Written is { } written)
            {
                return (run, written);
            }
        }

        return null;
    }
}
