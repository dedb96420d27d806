using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Http;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise entities</c></summary>
internal static class EntitiesCommand
{
    public static Command Create()
    {
        var command = new Command("entities", "Lists the entities with their plan and newest run.");
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
            var entities = await services.GetRequiredService<EntitiesResource>().ReadAsync(cancellationToken);
            screen.Document(new { entities });
            if (!screen.IsJson)
            {
                screen.Text.Write(Table(entities));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Table Table(IReadOnlyList<ListedEntity> entities)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("entity", "name", "plan", "sync", "newest run", "status");
        foreach (var entity in entities)
        {
            table.AddRow(new[] { entity.Entity, entity.Name, entity.Plan, entity.Sync ?? "-", entity.LastRun?.Run ?? "-", entity.LastRun?.Status ?? "-" }.Select(Markup.Escape).ToArray());
        }

        return table;
    }
}
