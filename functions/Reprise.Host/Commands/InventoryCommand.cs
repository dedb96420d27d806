using System.CommandLine;
using System.Globalization;
using Reprise.Core.Hazards;
using Reprise.Core.Ports;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Planning;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise inventory ENTITY</c></summary>
internal static class InventoryCommand
{
    public static Command Create()
    {
        var entity = Arguments.Entity();
        var quick = new Option<bool>("--quick") { Description = "Only the catalog and what decides types; no value is looked at otherwise." };
        var output = new Option<string?>("--output") { Description = "Folder to write the decision sheet to: decisions.html (French), decisions.json.", HelpName = "DIR" };
        var command = new Command("inventory", "Shows what an entity's source holds, what a run would decide from its data, and counts the values that will not arrive as they are. Copies nothing.") { entity, quick, output };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var inventory = await services.GetRequiredService<InventoryTaker>().TakeAsync(Arguments.ParseEntity(parse.GetRequiredValue(entity)), parse.GetValue(quick), cancellationToken);
            var files = parse.GetValue(output) is { Length: > 0 } folder
                ? await DocumentFiles.WriteAsync(folder, services.GetRequiredService<IReportRenderer>().Render(inventory.Sheet()), cancellationToken)
                : [];
            screen.Document(inventory);
            if (!screen.IsJson)
            {
                screen.Text.Write(Table(inventory));
                foreach (var finding in inventory.Findings)
                {
                    screen.Line($"{finding.Code}  {finding.Table}{(finding.Column.Length > 0 ? "." : string.Empty)}{finding.Column}: {finding.Message}");
                }

                screen.Text.Write(Table(inventory.Hazards));
                files.ForEach(screen.Line);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Table Table(IReadOnlyList<Hazard> hazards)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Hazards");
        table.AddColumns("hazard", "where", "values", "masked samples", "by default", "who decides");
        foreach (var hazard in hazards)
        {
            string[] row =
            [
                hazard.Detail.Length > 0 ? $"{hazard.Code} ({hazard.Detail})" : hazard.Code,
                hazard.Column.Length > 0 ? $"{hazard.Table}.{hazard.Column}" : hazard.Table,
                hazard.Rows.ToString("N0", CultureInfo.InvariantCulture),
                string.Join("; ", hazard.Samples),
                hazard.Proposal.ToString().ToLowerInvariant(),
                hazard.Decider.ToString().ToLowerInvariant(),
            ];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        return table;
    }

    private static Table Table(Inventory inventory)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{inventory.Entity}  {inventory.Server}"));
        table.AddColumns("table", "engine", "rows (about)", "bytes", "columns", "key", "used by");
        foreach (var entry in inventory.Tables)
        {
            string[] row =
            [
                entry.Table,
                entry.Engine,
                entry.EstimatedRows.ToString("N0", CultureInfo.InvariantCulture),
                entry.Bytes.ToString("N0", CultureInfo.InvariantCulture),
                entry.Columns.ToString(CultureInfo.InvariantCulture),
                entry.Key.Count == 0 ? "none" : string.Join(", ", entry.Key),
                entry.UsedBy.Count == 0 ? "-" : string.Join(", ", entry.UsedBy),
            ];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        return table;
    }
}
