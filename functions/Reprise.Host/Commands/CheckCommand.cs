using System.CommandLine;
using System.Text.Json.Serialization;
using Reprise.Core.Configuration;
using Reprise.Core.Plans.Comparing;
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
                return Show(screen, exception.Problems, []);
            }

            await using var services = Application.Looking(loaded, CommandScope.Settings());
            return Show(screen, await services.GetRequiredService<Preflight>().CheckAsync(cancellationToken), Overrides(loaded.Configuration));
        });
        return command;
    }

    private static List<EntityOverrides> Overrides(RepriseConfiguration configuration) =>
        [.. configuration.Entities.Select(entity => new EntityOverrides(entity.Code.Value, entity.Plan, configuration.Overrides(entity))).Where(entity => entity.Changes.Count > 0)];

    private static int Show(Screen screen, IReadOnlyList<Problem> problems, IReadOnlyList<EntityOverrides> overrides)
    {
        screen.Document(new CheckDocument(problems.Count == 0, problems, overrides.Count == 0 ? null : overrides));
        if (!screen.IsJson)
        {
            foreach (var entity in overrides)
            {
                screen.Line($"{entity.Entity} overrides the plan {entity.Plan}:");
                foreach (var change in entity.Changes)
                {
                    screen.Line($"  {change}");
                }
            }

            foreach (var problem in problems)
            {
                screen.Line($"{problem}  [{problem.Code}]");
            }

            screen.Line(problems.Count == 0 ? "No problem found." : $"{problems.Count} problem(s).");
        }

        return problems.Count == 0 ? ExitCodes.Done : ExitCodes.Usage;
    }

    /// <summary>What <c>check --json</c> prints.</summary>
    private sealed record CheckDocument(bool Ok, IReadOnlyList<Problem> Problems, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<EntityOverrides>? Overrides);

    /// <summary>What an entity says otherwise than its plan.</summary>
    private sealed record EntityOverrides(string Entity, string Plan, IReadOnlyList<PlanChange> Changes);
}
