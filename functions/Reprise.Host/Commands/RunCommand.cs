using System.CommandLine;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Operations;

namespace Reprise.Host.Commands;

/// <summary><c>reprise run ENTITY...</c></summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var entities = new Argument<string[]>("ENTITY") { Description = "Codes of entities; their runs follow one another.", Arity = ArgumentArity.OneOrMore };
        var plan = new Option<string?>("--plan") { Description = "Plan instead of the entity's own.", HelpName = "PLAN" };
        var mode = new Option<RunMode>("--mode") { Description = "rehearsal (everything but publish), full or incremental.", DefaultValueFactory = _ => RunMode.Full };
        var ignoreWindow = new Option<bool>("--ignore-window") { Description = "Starts although the entity's window is closed." };
        var keep = new Option<int?>("--keep-snapshot") { Description = "Keeps the snapshot for so many days after success, to play the run again. Default: keep_days in reprise.yaml, or not at all.", HelpName = "DAYS" };
        keep.Validators.Add(result =>
        {
            if (result.GetValue(keep) is < 1 or > 3650)
            {
                result.AddError("--keep-snapshot takes 1 to 3650 days.");
            }
        });
        var command = new Command("run", "Runs the plan of entities, follows it and shows the figures.") { entities, plan, mode, ignoreWindow, keep };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var codes = parse.GetRequiredValue(entities).Select(Arguments.ParseEntity).Distinct().ToList();
            var loaded = CommandScope.Load(parse);
            foreach (var code in codes.Where(code => loaded.Configuration.Find(code) is null))
            {
                throw new RepriseException(ErrorCodes.UnknownEntity, $"No entity '{code}' is configured. 'reprise entities' lists them.");
            }

            TimeSpan? kept = parse.GetValue(keep) is { } days ? TimeSpan.FromDays(days) : null;
            return await CarriedRuns.CarryAsync(
                loaded,
                screen,
                [.. codes.Select(code => new RunRequest(code, parse.GetValue(mode), parse.GetValue(plan), "cli", IgnoreWindow: parse.GetValue(ignoreWindow)) { KeepSnapshot = kept })],
                (operations, request) => operations.StartAsync(request, cancellationToken),
                cancellationToken);
        });
        return command;
    }
}
