using System.CommandLine;

namespace Reprise.Host.Commands;

/// <summary><c>reprise resume RUN</c></summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var run = Arguments.Run();
        var command = new Command("resume", "Carries a run on from its last checkpoint: one that failed, or whose process is gone.") { run };
        command.SetScopedAction((parse, screen, cancellationToken) => CarriedRuns.CarryAsync(
            CommandScope.Load(parse),
            screen,
            [Arguments.ParseRun(parse.GetRequiredValue(run))],
            (operations, id) => operations.ResumeAsync(id, cancellationToken),
            cancellationToken));
        return command;
    }
}
