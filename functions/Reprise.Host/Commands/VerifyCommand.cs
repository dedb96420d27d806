using System.CommandLine;
using System.Globalization;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Verification;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise verify RUN|ENTITY</c></summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("RUN|ENTITY") { Description = "Id of a run, or code of an entity: then the newest run of it that published." };
        var command = new Command("verify", "Reads source and target again and compares every cell, by another path than the one that loaded it. Changes nothing. Exit code 1 when something differs.") { subject };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
            var verification = services.GetRequiredService<SourceVerification>();
            var text = parse.GetRequiredValue(subject);
            var document = RunId.TryParse(text, out var run)
                ? await verification.VerifyAsync(run, "cli", cancellationToken)
                : await verification.VerifyAsync(Arguments.ParseEntity(text), "cli", cancellationToken);
            Show(screen, document);
            return document.Differences == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Show(Screen screen, VerificationDocument document)
    {
        screen.Document(document);
        if (screen.IsJson)
        {
            return;
        }

        screen.Text.Write(Table(document));
        foreach (var table in document.Tables)
        {
            foreach (var difference in table.Samples)
            {
                screen.Line($"{table.Table}  key {difference.Key}: {Words(difference)}");
            }
        }

        screen.Line(document.Differences == 0 ? "Every cell is as expected." : $"{document.Differences} difference(s).");
        if (document is { Differences: > 0, SourceUnchanged: false })
        {
            screen.Line("The source has moved on since the run: some of them may be changes of the source.");
        }
    }

    private static Table Table(VerificationDocument document)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{document.Entity}  {document.Run}"));
        table.AddColumns("table plan", "source rows", "records compared", "held back or merged", "missing", "unexpected", "cells that differ");
        foreach (var entry in document.Tables)
        {
            long[] figures = [entry.SourceRows, entry.Records, entry.HeldBack, entry.Missing, entry.Unexpected, entry.Cells.Values.Sum()];
            table.AddRow([Markup.Escape(entry.Table), .. figures.Select(figure => figure.ToString("N0", CultureInfo.InvariantCulture))]);
        }

        return table;
    }

    private static string Words(Difference difference) => difference.Kind switch
    {
        DifferenceKind.Missing => "is missing in the target",
        DifferenceKind.Unexpected => "is in the target and should not be",
        _ => $"{difference.Column} is {difference.Found} and should be {difference.Expected} (masked)",
    };
}
