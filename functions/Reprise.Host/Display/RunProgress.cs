using Reprise.Core.Runs;
using Spectre.Console;

namespace Reprise.Host.Display;

/// <summary>Follows a run: bars on a terminal, plain lines otherwise.</summary>
internal sealed class RunProgress(Screen screen)
{
    private static readonly (StepKind Kind, string Label)[] Stages =
    [
        (StepKind.ExtractTable, "extract"),
        (StepKind.StageTable, "stage"),
        (StepKind.ResolveTable, "resolve"),
        (StepKind.PublishLot, "publish"),
        (StepKind.VerifyTable, "verify"),
    ];

    /// <summary>Shows progress until <paramref name="poll"/> says that the run has ended.</summary>
    /// <param name="name">What is followed.</param>
    /// <param name="poll">Waits a moment, then gives the state; null once the run has ended.</param>
    public Task FollowAsync(string name, Func<Task<RunState?>> poll) => screen.IsLive ? DrawAsync(name, poll) : PrintAsync(name, poll);

    /// <summary>Share of a stage that is done, 0 to 1.</summary>
    internal static double Share(RunState state, StepKind kind)
    {
        if (state.Outline is not { } outline)
        {
            return 0;
        }

        var subjects = kind switch
        {
            StepKind.ExtractTable => outline.Sources,
            StepKind.PublishLot => outline.Lots,
            _ => [.. outline.Tables.Select(table => table.Name)],
        };
        return subjects.Count == 0 ? 1 : subjects.Average(subject => Share(state[new Step(kind, subject)]));
    }

    private static double Share(StepState step) => step switch
    {
        { IsCompleted: true } => 1,
        { ChunksTotal: > 0 } => Math.Min(0.99, (double)step.ChunksDone / step.ChunksTotal),
        _ => 0,
    };

    private Task DrawAsync(string name, Func<Task<RunState?>> poll) => screen.Text
        .Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var bars = Stages.ToDictionary(stage => stage.Kind, stage => context.AddTask(Markup.Escape($"{name} {stage.Label}")));
            while (await poll() is { } state)
            {
                foreach (var (kind, bar) in bars)
                {
                    bar.Value = 100 * Share(state, kind);
                }
            }

            foreach (var bar in bars.Values)
            {
                bar.StopTask();
            }
        });

    private async Task PrintAsync(string name, Func<Task<RunState?>> poll)
    {
        var reached = new Dictionary<StepKind, int>();
        while (await poll() is { } state)
        {
            foreach (var (kind, label) in Stages)
            {
                var quarter = (int)(4 * Share(state, kind));
                if (quarter > reached.GetValueOrDefault(kind))
                {
                    reached[kind] = quarter;
                    screen.Line($"{name} {label} {25 * quarter} %");
                }
            }
        }
    }
}
