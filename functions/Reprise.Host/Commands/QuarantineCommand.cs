using System.CommandLine;
using System.Globalization;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Operations;
using Reprise.Pipeline.Quarantine;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise quarantine list|export|import|reinject</c></summary>
internal static class QuarantineCommand
{
    public static Command Create() => new("quarantine", "Works rows that a run held back: list, export to a spreadsheet, import what was corrected, reinject.")
    {
        List(),
        Export(),
        Import(),
        Reinject(),
    };

    private static Command List()
    {
        var subject = Subject();
        var table = Table();
        var reason = new Option<string?>("--reason") { Description = "Only this reason, such as too_long.", HelpName = "REASON" };
        var command = new Command("list", "Counts rows held back by table plan, column, reason and state, with masked keys.") { subject, table, reason };
        command.SetScopedAction((parse, screen, cancellationToken) => LookAsync(parse, async services =>
        {
            var run = await FindRunAsync(services, parse.GetRequiredValue(subject), cancellationToken);
            var document = await services.GetRequiredService<QuarantineReader>().ReadAsync(run, new QuarantineFilter(parse.GetValue(table), parse.GetValue(reason)), cancellationToken);
            screen.Document(document);
            if (!screen.IsJson)
            {
                Show(screen, document);
            }
        }, cancellationToken));
        return command;
    }

    private static Command Export()
    {
        var subject = Subject();
        var to = new Option<string>("--to") { Description = "File to create; its ending says which form it has.", HelpName = "FILE.csv|FILE.xlsx", Required = true };
        var table = Table();
        var by = By();
        var command = new Command("export", "Writes rows held back in clear into a spreadsheet with what would put them right, in French. Personal data: only you may read the file; mind where it goes.") { subject, to, table, by };
        command.SetScopedAction((parse, screen, cancellationToken) => LookAsync(parse, async services =>
        {
            var run = await FindRunAsync(services, parse.GetRequiredValue(subject), cancellationToken);
            var document = await services.GetRequiredService<QuarantineExport>().ExportAsync(run, new QuarantineFilter(parse.GetValue(table)), parse.GetRequiredValue(to), parse.GetRequiredValue(by), cancellationToken);
            screen.Document(document);
            screen.Line(document.Rows == 0 ? $"Run {run} holds back no row that is not published by now; no file was written." : $"{document.Rows} row(s) of run {run}: {string.Join(", ", document.Files)}");
            if (document.Rows > 0)
            {
                Screen.Warn("the file holds personal data in clear. Keep it where only those may read it who have to, and delete it when it is imported.");
            }
        }, cancellationToken));
        return command;
    }

    private static Command Import()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files that 'reprise quarantine export' wrote, with corrected cells or decisions.", Arity = ArgumentArity.OneOrMore };
        var by = By();
        var command = new Command("import", "Records what worked files decide, everything or, with a problem anywhere, nothing. The next run follows it.") { files, by };
        command.SetScopedAction((parse, screen, cancellationToken) => LookAsync(parse, async services =>
        {
            var document = await services.GetRequiredService<QuarantineImport>().ImportAsync(parse.GetRequiredValue(files), parse.GetRequiredValue(by), cancellationToken);
            screen.Document(document);
            screen.Line($"{document.Corrected} corrected, {document.Dismissed} left out, {document.Withdrawn} withdrawn, {document.Untouched} untouched.");
            foreach (var entity in document.Entities)
            {
                screen.Line($"'reprise quarantine reinject {entity}' takes them to the target.");
            }
        }, cancellationToken));
        return command;
    }

    private static Command Reinject()
    {
        var entity = Arguments.Entity();
        var rehearsal = new Option<bool>("--rehearsal") { Description = "Everything but publish." };
        var ignoreWindow = new Option<bool>("--ignore-window") { Description = "Starts although the entity's window is closed." };
        var command = new Command("reinject", "Runs the entity's plan again with what was decided laid over its source rows: rows that are put right take the normal path, all others stay as they are.") { entity, rehearsal, ignoreWindow };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var code = Arguments.ParseEntity(parse.GetRequiredValue(entity));
            RunRecord? newest = null;
            await LookAsync(parse, async services => newest = await services.GetRequiredService<QuarantineReader>().FindNewestAsync(code, cancellationToken), cancellationToken);
            var mode = parse.GetValue(rehearsal) ? RunMode.Rehearsal : RunMode.Full;
            return await CarriedRuns.CarryAsync(
                CommandScope.Load(parse),
                screen,
                [new RunRequest(code, mode, newest!.Plan, "cli", IgnoreWindow: parse.GetValue(ignoreWindow))],
                (operations, request) => operations.StartAsync(request, cancellationToken),
                cancellationToken);
        });
        return command;
    }

    private static Argument<string> Subject() => new("ENTITY|RUN") { Description = "Code of an entity: then its newest run that got as far as its gates. Or id of a run." };

    private static Option<string?> Table() => new("--table") { Description = "Only this table plan.", HelpName = "NAME" };

    private static Option<string> By() => new("--by") { Description = "Who does it; kept in the audit trail. Default: the user of the operating system.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };

    private static async Task<int> LookAsync(ParseResult parse, Func<IServiceProvider, Task> look, CancellationToken cancellationToken)
    {
        await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
        await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
        await look(services);
        return ExitCodes.Done;
    }

    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownEntity"/>, <see cref="ErrorCodes.UnknownRun"/>.</exception>
    private static async Task<RunId> FindRunAsync(IServiceProvider services, string subject, CancellationToken cancellationToken) => RunId.TryParse(subject, out var run)
        ? run
        : (await services.GetRequiredService<QuarantineReader>().FindNewestAsync(Arguments.ParseEntity(subject), cancellationToken)).Id;

    private static void Show(Screen screen, QuarantineDocument document)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{document.Entity}  {document.Run}")).AddColumns("table plan", "column", "motif", "que faire", "state", "rows", "masked keys");
        foreach (var group in document.Groups)
        {
            string[] row = [group.Table, group.Column, $"{group.Label} ({group.Reason})", group.Remedy, group.State, group.Rows.ToString("N0", CultureInfo.InvariantCulture), string.Join(", ", group.Keys)];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        screen.Text.Write(table);
        screen.Line(string.Join(", ", document.Rows.Select(state => $"{state.Value} {state.Key}")));
    }
}
