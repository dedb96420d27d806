using System.CommandLine;

namespace Reprise.Host.Commands;

/// <summary><c>reprise approve RUN</c></summary>
internal static class ApproveCommand
{
    public static Command Create()
    {
        var run = Arguments.Run();
        var by = new Option<string>("--by") { Description = "Who approves; kept in the minutes.", HelpName = "NAME", Required = true };
        var comment = new Option<string>("--comment", "--reason") { Description = "Why; for a waiver of a gate, its justification.", HelpName = "TEXT", DefaultValueFactory = _ => string.Empty };
        var waive = new Option<string[]>("--waive") { Description = "Name of a failed gate to let pass; once for each. 'reprise gates RUN' lists them.", HelpName = "GATE", DefaultValueFactory = _ => [] };
        var refuse = new Option<bool>("--refuse") { Description = "Refuses instead: nothing is published." };
        var command = new Command("approve", "Approves a run that waits, or waives by name the gates that stopped it, and carries it on.") { run, by, comment, waive, refuse };
        command.SetScopedAction((parse, screen, cancellationToken) => CarriedRuns.CarryAsync(
            CommandScope.Load(parse),
            screen,
            [Arguments.ParseRun(parse.GetRequiredValue(run))],
            (operations, id) => operations.ApproveAsync(id, !parse.GetValue(refuse), parse.GetRequiredValue(by), parse.GetRequiredValue(comment), parse.GetRequiredValue(waive), cancellationToken),
            cancellationToken));
        return command;
    }
}
