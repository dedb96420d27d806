using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Host.Display;
using Reprise.Host.Hosting;

namespace Reprise.Host.Commands;

/// <summary><c>reprise report RUN</c></summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = Arguments.Run();
        var output = new Option<string>("--output") { Description = "Folder to write to. Default: artifacts/reports/RUN.", HelpName = "DIR", DefaultValueFactory = _ => string.Empty };
        var command = new Command("report", "Writes the report of a run as it stands: HTML for people, JSON for machines.") { run, output };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var id = Arguments.ParseRun(parse.GetRequiredValue(run));
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var ledger = services.GetRequiredService<IRunLedger>();
            await ledger.MigrateAsync(cancellationToken);
            var folder = parse.GetValue(output) is { Length: > 0 } asked ? asked : Path.Combine("artifacts", "reports", id.Value);
            var files = await DocumentFiles.WriteAsync(folder, services.GetRequiredService<IReportRenderer>().Render(await ledger.SummariseAsync(id, cancellationToken)), cancellationToken);
            screen.Document(new { run = id.Value, files });
            if (!screen.IsJson)
            {
                files.ForEach(screen.Line);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
