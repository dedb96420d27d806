using System.CommandLine;
using System.Globalization;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Duplicates;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise duplicates list|decide|unmerge</c></summary>
internal static class DuplicatesCommand
{
    public static Command Create() => new("duplicates", "Shows which rows became one record without an equal key, and takes decisions about them.")
    {
        List(),
        Decide(),
        Unmerge(),
    };

    private static Command List()
    {
        var run = Arguments.Run();
        var table = new Option<string?>("--table") { Description = "Only this table plan.", HelpName = "NAME" };
        var review = new Option<bool>("--review") { Description = "Only pairs that are left to a person." };
        var command = new Command("list", "Lists the pairs of a run with their probability and what speaks for and against each.") { run, table, review };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = await OpenAsync(parse, cancellationToken);
            var found = await services.GetRequiredService<DuplicateReview>().ListAsync(Arguments.ParseRun(parse.GetRequiredValue(run)), parse.GetValue(table), cancellationToken);
            var shown = parse.GetValue(review) ? [.. found.Where(match => !match.IsMerged)] : found;
            screen.Document(shown);
            if (!screen.IsJson)
            {
                Show(screen, shown);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Decide()
    {
        var run = Arguments.Run();
        var table = new Argument<string>("TABLE") { Description = "Table plan." };
        var number = new Argument<int>("PAIR") { Description = "Number of the pair, as 'reprise duplicates list' shows it." };
        var same = new Option<bool>("--same") { Description = "They are the same: the next run merges them." };
        var different = new Option<bool>("--different") { Description = "They are not: no later run merges them." };
        var (by, reason) = (By(), Reason());
        var command = new Command("decide", "Decides about a pair, for every later run of the entity.") { run, table, number, same, different, by, reason };
        command.Validators.Add(result =>
        {
            if (result.GetValue(same) == result.GetValue(different))
            {
                result.AddError("Say --same or --different, one of them.");
            }
        });
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = await OpenAsync(parse, cancellationToken);
            var match = await services.GetRequiredService<DuplicateReview>().DecideAsync(
                Arguments.ParseRun(parse.GetRequiredValue(run)),
                parse.GetRequiredValue(table),
                parse.GetValue(number),
                parse.GetValue(same),
                parse.GetRequiredValue(by),
                parse.GetRequiredValue(reason),
                cancellationToken);
            screen.Document(match);
            screen.Line($"Kept: pair {match.Number} of {match.Table} is {(parse.GetValue(same) ? "the same" : "different")}. It holds from the next run on.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Unmerge()
    {
        var run = Arguments.Run();
        var table = new Argument<string>("TABLE") { Description = "Table plan." };
        var pair = new Option<int?>("--pair") { Description = "The row of this pair, by its number in 'reprise duplicates list'.", HelpName = "NUMBER" };
        var key = new Option<string?>("--key") { Description = "The row with this source key; values of a composite key with commas between.", HelpName = "KEY" };
        var (by, reason) = (By(), Reason());
        var command = new Command("unmerge", "Takes a row out of the record that it was merged into: the next run makes a record of it, and what refers to it follows.") { run, table, pair, key, by, reason };
        command.Validators.Add(result =>
        {
            if (result.GetValue(pair) is null == result.GetValue(key) is null)
            {
                result.AddError("Name the row by --pair or by --key, one of them.");
            }
        });
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = await OpenAsync(parse, cancellationToken);
            var review = services.GetRequiredService<DuplicateReview>();
            var (id, name) = (Arguments.ParseRun(parse.GetRequiredValue(run)), parse.GetRequiredValue(table));
            var (who, why) = (parse.GetRequiredValue(by), parse.GetRequiredValue(reason));
            var record = await (parse.GetValue(pair) is { } number
                ? review.UnmergeAsync(id, name, number, who, why, cancellationToken)
                : review.UnmergeAsync(id, name, parse.GetValue(key)!.Replace(',', SourceKey.Separator), who, why, cancellationToken));
            screen.Document(new { table = name, record });
            screen.Line($"The row is no longer part of the record {record}. The next run of the entity makes a record of it.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<string> By() => new("--by") { Description = "Who decides; kept in the audit trail.", HelpName = "NAME", Required = true };

    private static Option<string> Reason() => new("--reason") { Description = "Why; kept in the audit trail. No personal data.", HelpName = "TEXT", Required = true };

    private static async Task<ServiceProvider> OpenAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
        await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
        return services;
    }

    private static void Show(Screen screen, IReadOnlyList<FoundMatch> found)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("table plan", "pair", "state", "row", "is the same as", "probability", "because (bits)");
        foreach (var match in found)
        {
            var state = match.IsSame switch { true => "decided: same", false => "decided: different", null => match.IsMerged ? "merged" : "to decide" };
            var weights = match.Weights.Where(weight => weight.Level != "unknown").Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Comparison} {weight.Level} {weight.Bits:+0.0;-0.0}"));
            string[] row =
            [
                match.Table, match.Number.ToString(CultureInfo.InvariantCulture), state, match.SourceKey, match.TargetId is { } id ? $"record {id}" : $"row {match.OtherKey}",
                match.Probability.ToString("P1", CultureInfo.InvariantCulture), string.Join(", ", weights),
            ];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        screen.Text.Write(table);
    }
}
