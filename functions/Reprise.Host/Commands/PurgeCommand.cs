using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Operations;

namespace Reprise.Host.Commands;

/// <summary><c>reprise purge RUN|--due</c></summary>
internal static class PurgeCommand
{
    public static Command Create()
    {
        var run = new Argument<string?>("RUN") { Description = "Id of a run; 'reprise status' lists them.", Arity = ArgumentArity.ZeroOrOne };
        var due = new Option<bool>("--due") { Description = "Every run whose snapshot was kept for as long as it was to be." };
        var command = new Command("purge", "Deletes the snapshot of a run and destroys its data key, with evidence. A run that did not succeed is given up: it cannot be resumed then.") { run, due };
        command.Validators.Add(result =>
        {
            if (result.GetValue(due) == (result.GetValue(run) is not null))
            {
                result.AddError("Say either a run or --due.");
            }
        });
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var ledger = services.GetRequiredService<IRunLedger>();
            await ledger.MigrateAsync(cancellationToken);
            var operations = services.GetRequiredService<RunOperations>();
            if (parse.GetValue(due))
            {
                var purged = await operations.PurgeDueAsync(cancellationToken);
                screen.Document(new { runs = purged });
                screen.Line(purged.Count == 0 ? "No snapshot is due." : $"purged: {string.Join(", ", purged)}");
                return ExitCodes.Done;
            }

            var id = Arguments.ParseRun(parse.GetValue(run) ?? string.Empty);
            Show(screen, await operations.PurgeAsync(id, cancellationToken), (await ledger.SummariseAsync(id, cancellationToken)).Snapshot);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Screen screen, RunRecord run, SnapshotFigures snapshot)
    {
        screen.Document(new { run = run.Id, status = run.Status, purgedAt = snapshot.PurgedAt, blobsDeleted = snapshot.BlobsDeleted });
        if (!screen.IsJson)
        {
            screen.Line(run.Replay is { } origin
                ? $"{run.Id} {run.Status.ToString().ToLowerInvariant()}: the snapshot is that of run {origin.Snapshot}, which is left alone"
                : $"{run.Id} {run.Status.ToString().ToLowerInvariant()}: {snapshot.BlobsDeleted} blobs deleted, data key destroyed {snapshot.PurgedAt:yyyy-MM-dd HH:mm:ss} UTC");
        }
    }
}
