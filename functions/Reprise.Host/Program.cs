using System.CommandLine;
using Reprise.Host.Commands;
using Reprise.Host.Display;

var root = new RootCommand("Reprise moves legacy MySQL and MariaDB databases into one PostgreSQL, with proof of what happened to every row. Exit codes: 0 done, 1 failed, 2 bad usage or configuration, 3 stopped at a gate or waiting for approval.")
{
    EntitiesCommand.Create(),
    CheckCommand.Create(),
    InventoryCommand.Create(),
    PlanCommand.Create(),
    RunCommand.Create(),
    StatusCommand.Create(),
    ResumeCommand.Create(),
    ReplayCommand.Create(),
    ApproveCommand.Create(),
    GatesCommand.Create(),
    VerifyCommand.Create(),
    LossesCommand.Create(),
    AuditCommand.Create(),
    ExplainCommand.Create(),
    WhereCommand.Create(),
    DuplicatesCommand.Create(),
    QuarantineCommand.Create(),
    ReportCommand.Create(),
    RollbackCommand.Create(),
    PurgeCommand.Create(),
    ServeCommand.Create(),
};
root.Options.Add(CommandScope.Config);
root.Options.Add(CommandScope.Json);
var parse = root.Parse(args);
if (parse.Errors.Count > 0)
{
    foreach (var error in parse.Errors)
    {
        Screen.Warn(error.Message);
    }

    Screen.Warn("'reprise --help' shows commands and options.");
    return ExitCodes.Usage;
}

return await parse.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20), EnableDefaultExceptionHandler = false });
