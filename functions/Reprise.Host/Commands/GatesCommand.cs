using System.CommandLine;
using System.Globalization;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Operations;

namespace Reprise.Host.Commands;

/// <summary><c>reprise gates RUN|ENTITY</c></summary>
internal static class GatesCommand
{
    /// <summary>Runs of an entity among which the newest with verdicts is looked for.</summary>
    private const int Newest = 20;

    public static Command Create()
    {
        var subject = new Argument<string>("RUN|ENTITY") { Description = "Id of a run, or code of an entity: then the newest run of it that came to its gates." };
        var command = new Command("gates", "Lists what the gates of a run measured, their verdicts, and what they measured in earlier runs of the same entity and plan.") { subject };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var ledger = services.GetRequiredService<IRunLedger>();
            await ledger.MigrateAsync(cancellationToken);
            var text = parse.GetRequiredValue(subject);
            var summary = RunId.TryParse(text, out var run)
                ? await ledger.SummariseAsync(run, cancellationToken)
                : await NewestAsync(ledger, Arguments.ParseEntity(text), cancellationToken);
            var document = GatesDocument.From(summary);
            screen.Document(document);
            if (!screen.IsJson)
            {
                screen.Text.Write(GatesTable.Of(document));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<RunSummary> NewestAsync(IRunLedger ledger, EntityCode entity, CancellationToken cancellationToken)
    {
        foreach (var run in await ledger.ListAsync(entity, Newest, cancellationToken))
        {
            if (await ledger.SummariseAsync(run.Id, cancellationToken) is { Gates.Count: > 0 } summary)
            {
                return summary;
            }
        }

        throw new RepriseException(ErrorCodes.UnknownRun, $"None of the {Newest.ToString(CultureInfo.InvariantCulture)} newest runs of {entity} has come to its gates. 'reprise status' lists runs.");
    }
}
