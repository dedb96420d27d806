using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Pipeline.Planning;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Operations;

/// <summary>Everything that can be known to be wrong before a run: connections, privileges, keys and plans against both catalogs. Creates the snapshot container if it is missing, and changes nothing else.</summary>
public sealed class Preflight
{
    private readonly RepriseConfiguration _configuration;
    private readonly Func<ISource> _source;
    private readonly Func<ITarget> _target;
    private readonly Func<ISnapshotStore> _store;
    private readonly SourceConnections _connections;
    private readonly Func<RunPlanner> _planner;

    /// <summary>Adapters are asked for when they are used: one whose secret is missing is a problem among others.</summary>
    internal Preflight(RepriseConfiguration configuration, Func<ISource> source, Func<ITarget> target, Func<ISnapshotStore> store, SourceConnections connections, Func<RunPlanner> planner)
    {
        _configuration = configuration;
        _source = source;
        _target = target;
        _store = store;
        _connections = connections;
        _planner = planner;
    }

    /// <summary>All problems; empty = ready.</summary>
    public async Task<IReadOnlyList<Problem>> CheckAsync(CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        await CollectAsync(problems, "reprise.yaml", () => _store().EnsureReadyAsync(cancellationToken));
        var target = await CollectAsync(problems, "reprise.yaml", async () => problems.AddRange(await _target().CheckAsync(TargetTables(), cancellationToken)));
        foreach (var entity in _configuration.Entities)
        {
            await CheckAsync(entity, target, problems, cancellationToken);
        }

        return problems;
    }

    private async Task CheckAsync(Entity entity, bool targetAnswers, List<Problem> problems, CancellationToken cancellationToken)
    {
        var source = await CollectAsync(problems, entity.File, async () =>
            problems.AddRange((await _source().CheckAsync(_connections.For(entity.Code), cancellationToken)).Select(problem => problem with { File = problem.File ?? entity.File })));
        if (source && (targetAnswers || entity.Plan == Plan.Replicate))
        {
            await CollectAsync(problems, entity.File, () => _planner().PlanAsync(entity, entity.Plan, cancellationToken));
        }
    }

    /// <summary>Runs a check; a failure with a code becomes problems.</summary>
    /// <returns>False when it failed.</returns>
    private static async Task<bool> CollectAsync(List<Problem> problems, string file, Func<Task> check)
    {
        try
        {
            await check();
            return true;
        }
        catch (RepriseException exception)
        {
            problems.AddRange(exception.Problems.IsEmpty
                ? [new Problem(exception.Code, exception.Message, string.Empty, file)]
                : exception.Problems.Select(problem => problem with { File = problem.File ?? file }));
            return false;
        }
    }

    private IReadOnlyList<TableName> TargetTables() =>
        [.. _configuration.Entities.SelectMany(entity => _configuration.FindPlan(entity, entity.Plan)?.Tables ?? []).Select(table => table.To).Distinct()];
}
