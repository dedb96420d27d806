using Reprise.Core.Runs;

namespace Reprise.Postgres.Ledger;

/// <summary>Run plans that this process read last. A plan that is kept never changes, whoever has the run: what is here holds after a take-over, too.</summary>
/// <param name="capacity">Most plans held.</param>
internal sealed class PlanCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(RunId Run, RunPlan Plan)> _newestFirst = [];

    /// <summary>The plan, or null when it is not here.</summary>
    public RunPlan? Find(RunId run)
    {
        lock (_gate)
        {
            for (var node = _newestFirst.First; node is not null; node = node.Next)
            {
                if (node.Value.Run == run)
                {
                    _newestFirst.Remove(node);
                    _newestFirst.AddFirst(node);
                    return node.Value.Plan;
                }
            }

            return null;
        }
    }

    /// <summary>Holds a plan that was read from the ledger; the one that nobody asked for longest goes. The first that is held for a run stays, so that all steps share it.</summary>
    public RunPlan Hold(RunId run, RunPlan plan)
    {
        lock (_gate)
        {
            if (Find(run) is { } held)
            {
                return held;
            }

            _newestFirst.AddFirst((run, plan));
            if (_newestFirst.Count > capacity)
            {
                _newestFirst.RemoveLast();
            }

            return plan;
        }
    }
}
