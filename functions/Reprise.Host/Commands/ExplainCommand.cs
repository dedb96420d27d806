using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Lineage;

namespace Reprise.Host.Commands;

/// <summary><c>reprise explain TABLE ID</c></summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var table = new Argument<string>("TABLE") { Description = "Table of the target: schema.table, or table where only one schema has it." };
        var id = new Argument<string[]>("ID") { Description = "Id of the record; values of a composite one with commas between, or as several words.", Arity = ArgumentArity.OneOrMore };
        var access = new AccessOptions();
        var command = new Command("explain", "Says where a record is from: source rows, rules, merges, runs, and who answers for them.") { table, id };
        access.AddTo(command);
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
            var document = await services.GetRequiredService<RecordExplainer>().ExplainAsync(parse.GetRequiredValue(table), parse.GetRequiredValue(id), access.Read(parse), cancellationToken);
            screen.Document(document);
            if (!screen.IsJson)
            {
                RecordText.Show(screen, document);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
