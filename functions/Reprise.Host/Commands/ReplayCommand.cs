using System.CommandLine;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Pipeline.Operations;
using Reprise.Pipeline.Replays;

namespace Reprise.Host.Commands;

/// <summary><c>reprise replay RUN</c></summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var run = Arguments.Run();
        var plan = new Option<string?>("--plan") { Description = "Another plan: its name, the path of its file or folder, or the id of a run. Default: the run's own.", HelpName = "PLAN" };
        var mode = new Option<RunMode?>("--mode") { Description = "rehearsal (everything but publish) or full. Default: full, with --plan rehearsal.", HelpName = "rehearsal|full" };
        mode.Validators.Add(result =>
        {
            if (result.GetValue(mode) == RunMode.Incremental)
            {
                result.AddError("--mode is rehearsal or full: a replay has all rows of its snapshot and no others.");
            }
        });
        var command = new Command("replay", "Stages and publishes again from a run's snapshot, without its source, and shows what comes out otherwise.") { run, plan, mode };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var request = new ReplayRequest(Arguments.ParseRun(parse.GetRequiredValue(run)), parse.GetValue(mode), parse.GetValue(plan), MayBeFile: true, "cli");
            return await CarriedRuns.CarryAsync(
                CommandScope.Load(parse),
                screen,
                [request],
                (operations, asked) => operations.ReplayAsync(asked, cancellationToken),
                cancellationToken,
                (services, document) => ShowAsync(services, screen, document, cancellationToken));
        });
        return command;
    }

    /// <summary>Shows the difference; the JSON document has it beside the run.</summary>
    private static async Task<object> ShowAsync(IServiceProvider services, Screen screen, RunDocument document, CancellationToken cancellationToken)
    {
        var difference = await services.GetRequiredService<ReplayDifferences>().FindAsync(RunId.Parse(document.Run), cancellationToken);
        if (difference is not null && !screen.IsJson)
        {
            DifferenceText.Show(screen, difference);
        }

        return new { run = document, difference };
    }
}
