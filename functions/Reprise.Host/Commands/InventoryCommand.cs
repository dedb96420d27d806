using System.CommandLine;
using System.Globalization;
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
        var command = new Command("inventory", "Shows what an entity's source holds and what a run would decide from its data. Copies nothing.") { entity };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var inventory = await services.GetRequiredService<InventoryTaker>().TakeAsync(Arguments.ParseEntity(parse.GetRequiredValue(entity)), cancellationToken);
            screen.Document(inventory);
            if (!screen.IsJson)
            {
                screen.Text.Write(Table(inventory));
                foreach (var finding in inventory.Findings)
                {
                    screen.Line($"{finding.Code}  {finding.Table}{(finding.Column.Length > 0 ? "." : string.Empty)}{finding.Column}: {finding.Message}");
                }
            }

            return ExitCodes.Done;
        });
        return command;
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
