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
        var command = new Command("run", "Runs the plan of entities, follows it and shows the figures.") { entities, plan, mode, ignoreWindow };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var codes = parse.GetRequiredValue(entities).Select(Arguments.ParseEntity).Distinct().ToList();
            var loaded = CommandScope.Load(parse);
            foreach (var code in codes.Where(code => loaded.Configuration.Find(code) is null))
            {
                throw new RepriseException(ErrorCodes.UnknownEntity, $"No entity '{code}' is configured. 'reprise entities' lists them.");
            }

            return await CarriedRuns.CarryAsync(
                loaded,
                screen,
                [.. codes.Select(code => new RunRequest(code, parse.GetValue(mode), parse.GetValue(plan), "cli", IgnoreWindow: parse.GetValue(ignoreWindow)))],
                (operations, request) => operations.StartAsync(request, cancellationToken),
                cancellationToken);
        });
        return command;
    }
}
