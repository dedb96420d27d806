using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Lineage;

namespace Reprise.Host.Commands;

/// <summary><c>reprise where ENTITY TABLE KEY</c></summary>
internal static class WhereCommand
{
    public static Command Create()
    {
        var entity = Arguments.Entity();
        var table = new Argument<string>("TABLE") { Description = "Table of the source." };
        var key = new Argument<string[]>("KEY") { Description = "Key of the row, as the source prints it; values of a composite one with commas between, or as several words.", Arity = ArgumentArity.OneOrMore };
        var access = new AccessOptions();
        var command = new Command("where", "Says where a source row went: its records, or why it has none.") { entity, table, key };
        access.AddTo(command);
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
            var document = await services.GetRequiredService<RowLocator>().LocateAsync(
                Arguments.ParseEntity(parse.GetRequiredValue(entity)), parse.GetRequiredValue(table), parse.GetRequiredValue(key), access.Read(parse), cancellationToken);
            screen.Document(document);
            if (!screen.IsJson)
            {
                RowText.Show(screen, document);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
