using System.CommandLine;
using System.Globalization;
using Reprise.Core.Ports;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Losses;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise losses RUN</c></summary>
internal static class LossesCommand
{
    public static Command Create()
    {
        var run = Arguments.Run();
        var table = new Option<string?>("--table") { Description = "Only this table plan.", HelpName = "NAME" };
        var unseal = new Option<string?>("--unseal-as") { Description = "Shows source keys and rows instead of masks, and records under this name who saw them. Personal data: mind where the output goes.", HelpName = "NAME" };
        var command = new Command("losses", "Lists every value that a run changed and every row that it held back.") { run, table, unseal };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
            var id = Arguments.ParseRun(parse.GetRequiredValue(run));
            var document = await services.GetRequiredService<LossReader>().ReadAsync(id, parse.GetValue(table), parse.GetValue(unseal), cancellationToken);
            screen.Document(document);
            if (!screen.IsJson)
            {
                Show(screen, document);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Screen screen, LossDocument document)
    {
        var changed = new Table().Border(TableBorder.Rounded).Title("changed values").AddColumns("table plan", "column", "rule", "values", "masked samples", "keys");
        foreach (var entry in document.Coercions)
        {
            string[] row = [entry.Table, entry.Column, entry.Rule, entry.Count.ToString("N0", CultureInfo.InvariantCulture), string.Join("; ", entry.Samples), entry.Keys is null ? "sealed" : string.Join(", ", entry.Keys.Select((key, i) => entry.Originals?[i] is { } original ? $"{key} ({original})" : key))];
            changed.AddRow(row.Select(Markup.Escape).ToArray());
        }

        var held = new Table().Border(TableBorder.Rounded).Title("rows held back").AddColumns("table plan", "key", "column", "reason", "row");
        foreach (var entry in document.Quarantine)
        {
            string[] row = [entry.Table, entry.Key, entry.Column, entry.Reason, entry.Row?.GetRawText() ?? "sealed"];
            held.AddRow(row.Select(Markup.Escape).ToArray());
        }

        screen.Text.Write(changed);
        screen.Text.Write(held);
    }
}
