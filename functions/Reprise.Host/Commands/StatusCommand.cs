using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Http;
using Reprise.Pipeline.Operations;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise status [RUN]</c></summary>
internal static class StatusCommand
{
    private const int Newest = 20;

    public static Command Create()
    {
        var run = new Argument<string?>("RUN") { Description = "Id of a run; without it, the newest runs are listed.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("status", "Shows a run, or the newest runs of all entities.") { run };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var ledger = services.GetRequiredService<IRunLedger>();
            await ledger.MigrateAsync(cancellationToken);
            if (parse.GetValue(run) is { } id)
            {
                var summary = await ledger.SummariseAsync(Arguments.ParseRun(id), cancellationToken);
                Show(screen, RunDocument.From(summary, services.GetRequiredService<TimeProvider>().GetUtcNow()));
            }
            else
            {
                var runs = await ledger.ListAsync(null, Newest, cancellationToken);
                Show(screen, [.. runs.Select(ListedRun.From)]);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Screen screen, RunDocument document)
    {
        screen.Document(document);
        if (!screen.IsJson)
        {
            screen.Text.Write(FiguresTable.Of(document));
            screen.Line(document.Message ?? string.Empty);
        }
    }

    private static void Show(Screen screen, IReadOnlyList<ListedRun> runs)
    {
        screen.Document(new { runs });
        if (screen.IsJson)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("run", "entity", "plan", "mode", "status", "started (UTC)");
        foreach (var run in runs)
        {
            table.AddRow(new[] { run.Run, run.Entity, run.Plan, run.Mode, run.Status, $"{run.StartedAt:yyyy-MM-dd HH:mm:ss}" }.Select(Markup.Escape).ToArray());
        }

        screen.Text.Write(table);
    }
}
