using System.CommandLine;
using Reprise.Core.Problems;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Operations;

namespace Reprise.Host.Commands;

/// <summary><c>reprise check</c></summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Validates configuration, plans, connections and privileges, and reports all problems at once. Creates the snapshot container if it is missing, and changes nothing else.");
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            LoadedConfiguration loaded;
            try
            {
                loaded = CommandScope.Load(parse);
            }
            catch (RepriseException exception) when (!exception.Problems.IsEmpty)
            {
                return Show(screen, exception.Problems);
            }

            await using var services = Application.Looking(loaded, CommandScope.Settings());
            return Show(screen, await services.GetRequiredService<Preflight>().CheckAsync(cancellationToken));
        });
        return command;
    }

    private static int Show(Screen screen, IReadOnlyList<Problem> problems)
    {
        screen.Document(new { ok = problems.Count == 0, problems });
        if (!screen.IsJson)
        {
            foreach (var problem in problems)
            {
                screen.Line($"{problem}  [{problem.Code}]");
            }

            screen.Line(problems.Count == 0 ? "No problem found." : $"{problems.Count} problem(s).");
        }

        return problems.Count == 0 ? ExitCodes.Done : ExitCodes.Usage;
    }
}
