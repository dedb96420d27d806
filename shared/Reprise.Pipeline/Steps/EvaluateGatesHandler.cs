using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Quality;
using Reprise.Pipeline.Replays;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Steps;

/// <summary>Measures the run against its thresholds. From here on the source is not read any more: its transactions end.</summary>
internal sealed class EvaluateGatesHandler(IRunLedger runs, ITarget target, DeclaredGates declared, ReplayDifferences differences, ConsistentPoints points) : IStepHandler
{
    public StepKind Kind => StepKind.EvaluateGates;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        await points.CloseAsync(lease.Run);
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        var figures = await target.CountAsync(lease.Run, plan, cancellationToken);
        var unread = await target.CountUnreadAsync(lease.Run, plan, cancellationToken);
        IReadOnlyList<TableFigures> whole = [.. figures.Select(table => table with { Rows = unread.FirstOrDefault(rows => rows.Table == table.Table)?.With(table.Rows) ?? table.Rows })];
        var leaving = await target.CountLeavingAsync(lease.Run, plan, cancellationToken);
        IReadOnlyList<GateVerdict> verdicts = [.. Gates.Evaluate(plan, figures, whole, leaving), .. await declared.EvaluateAsync(lease.Run, plan, figures, whole, cancellationToken)];
        await runs.SaveVerdictsAsync(lease, verdicts, cancellationToken);
        if ((await runs.GetAsync(lease.Run, cancellationToken)).Replay is { } origin)
        {
            await differences.SaveAsync(lease, origin.Of, plan, cancellationToken);
        }

        return StepOutcome.Completed(step) with { GatesPassed = verdicts.All(verdict => verdict.Passed) };
    }
}
