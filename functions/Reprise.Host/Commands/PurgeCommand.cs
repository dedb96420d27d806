using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Operations;

namespace Reprise.Host.Commands;

/// <summary><c>reprise purge RUN</c></summary>
internal static class PurgeCommand
{
    public static Command Create()
    {
        var run = Arguments.Run();
        var command = new Command("purge", "Gives up a run that did not succeed: deletes its snapshot and destroys its data key, with evidence. It cannot be resumed then.") { run };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var id = Arguments.ParseRun(parse.GetRequiredValue(run));
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var ledger = services.GetRequiredService<IRunLedger>();
            await ledger.MigrateAsync(cancellationToken);
            var purged = await services.GetRequiredService<RunOperations>().PurgeAsync(id, cancellationToken);
            var snapshot = (await ledger.SummariseAsync(id, cancellationToken)).Snapshot;
            screen.Document(new { run = id.Value, status = purged.Status, purgedAt = snapshot.PurgedAt, blobsDeleted = snapshot.BlobsDeleted });
            if (!screen.IsJson)
            {
                screen.Line($"{id} {purged.Status.ToString().ToLowerInvariant()}: {snapshot.BlobsDeleted} blobs deleted, data key destroyed {snapshot.PurgedAt:yyyy-MM-dd HH:mm:ss} UTC");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
