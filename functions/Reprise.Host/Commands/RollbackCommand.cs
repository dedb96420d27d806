using System.CommandLine;
using System.Globalization;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise rollback RUN</c></summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var run = Arguments.Run();
        var lot = new Option<string?>("--lot") { Description = "Only this lot.", HelpName = "LOT" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Changes nothing, and says what would happen." };
        var by = new Option<string>("--by") { Description = "Who wants it; kept in the audit trail.", HelpName = "NAME", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit trail. No personal data.", HelpName = "TEXT", Required = true };
        var command = new Command("rollback", "Undoes a run in the target, also when others were loaded since. What somebody changed or refers to since is kept and listed.") { run, lot, dryRun, by, reason };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
            var request = new RollbackRequest(
                Arguments.ParseRun(parse.GetRequiredValue(run)), parse.GetValue(lot), parse.GetValue(dryRun), parse.GetRequiredValue(by), parse.GetRequiredValue(reason));
            var result = await services.GetRequiredService<IRollback>().RollBackAsync(request, cancellationToken);
            screen.Document(result);
            if (!screen.IsJson)
            {
                Show(screen, result);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Screen screen, RollbackResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("table plan", "deleted", "restored", "unmerged", "kept");
        foreach (var entry in result.Tables)
        {
            long[] figures = [entry.Deleted, entry.Restored, entry.Unmerged, entry.Kept];
            table.AddRow([Markup.Escape(entry.Table), .. figures.Select(figure => figure.ToString("N0", CultureInfo.InvariantCulture))]);
        }

        if (result.Tables.Count > 0)
        {
            screen.Text.Write(table);
        }

        foreach (var record in result.Kept)
        {
            screen.Line($"kept: {record.Table} {record.Id} ({record.Action}): {record.Reason}");
        }

        screen.Line(result switch
        {
            { WasDone: true } => $"Run {result.Run} had been rolled back before.",
            { IsDryRun: true } => $"Dry run: nothing was changed. It would undo {string.Join(", ", result.Lots)}.",
            _ => $"Run {result.Run}: {string.Join(", ", result.Lots)} rolled back.",
        });
    }
}
