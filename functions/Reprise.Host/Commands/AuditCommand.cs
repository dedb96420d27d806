using System.CommandLine;
using System.Globalization;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise audit [RUN]</c></summary>
internal static class AuditCommand
{
    private const int Newest = 100;

    public static Command Create()
    {
        var run = new Argument<string?>("RUN") { Description = "Id of a run; without it, entries of all runs.", Arity = ArgumentArity.ZeroOrOne };
        var last = new Option<int>("--last") { Description = $"Most entries listed, the newest. Default: {Newest}.", HelpName = "NUMBER", DefaultValueFactory = _ => Newest };
        last.Validators.Add(result =>
        {
            if (result.GetValue(last) < 0)
            {
                result.AddError("--last is a number of entries; 0 lists none.");
            }
        });
        var command = new Command("audit", "Lists who did what, and recomputes the chain of hashes over all entries, listed or not. Exit code 1 when an entry was changed or is missing.") { run, last };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var ledger = services.GetRequiredService<IRunLedger>();
            await ledger.MigrateAsync(cancellationToken);
            RunId? id = parse.GetValue(run) is { } text ? (await ledger.GetAsync(Arguments.ParseRun(text), cancellationToken)).Id : null;
            var trail = services.GetRequiredService<IAuditTrail>();
            var entries = await trail.ListAsync(id, parse.GetValue(last), cancellationToken);
            var verdict = await trail.VerifyAsync(cancellationToken);
            screen.Document(new { entries, verdict });
            Show(screen, entries, verdict);
            return verdict.BrokenAt is null ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Show(Screen screen, IReadOnlyList<AuditRow> entries, AuditVerdict verdict)
    {
        if (!screen.IsJson)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("entry", "at (UTC)", "run", "who", "did", "detail");
            foreach (var entry in entries)
            {
                string[] row = [entry.Id.ToString(CultureInfo.InvariantCulture), $"{entry.At:yyyy-MM-dd HH:mm:ss}", entry.Run ?? string.Empty, entry.Actor, entry.Action, entry.Detail];
                table.AddRow(row.Select(Markup.Escape).ToArray());
            }

            screen.Text.Write(table);
        }

        if (verdict.BrokenAt is { } broken)
        {
            Screen.Warn($"the audit trail is broken at entry {broken}: it was changed, or entries before it are missing. The {verdict.Rows} entries before are what they were when written; the last of them has the hash {verdict.Head}.");
        }
        else
        {
            screen.Line($"{verdict.Rows} entries, none changed or missing; hash of the last: {verdict.Head}");
        }
    }
}
