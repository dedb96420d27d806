using System.CommandLine;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Planning;

namespace Reprise.Host.Commands;

/// <summary><c>reprise plan diff A [B]</c></summary>
internal static class PlanDiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = "Name of a plan, path of its file or folder, or id of a run." };
        var after = new Argument<string?>("B") { Description = "The same. Without it, A is the name of a plan, compared with what each entity that uses it ran last.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("diff", "Shows what one version of a plan says otherwise than another, and which entities that touches. Comments and the order of names say nothing. Exit code 1 when something differs.") { before, after };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            await using var services = Application.Looking(CommandScope.Load(parse), CommandScope.Settings());
            var comparer = services.GetRequiredService<PlanComparer>();
            var (one, other) = (parse.GetRequiredValue(before), parse.GetValue(after));
            if (other is null || RunId.TryParse(one, out _) || RunId.TryParse(other, out _))
            {
                await services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
            }

            var document = other is null ? await comparer.CompareAsync(one, cancellationToken) : await comparer.CompareAsync(one, other, cancellationToken);
            screen.Document(document);
            if (!screen.IsJson)
            {
                Show(screen, document);
            }

            return document.Same ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Show(Screen screen, PlanDiffDocument document)
    {
        foreach (var pair in document.Comparisons)
        {
            screen.Line($"{Words(pair.Before)} → {Words(pair.After)}{(pair.Changes.Count == 0 ? ": the same" : string.Empty)}");
            foreach (var change in pair.Changes)
            {
                screen.Line($"  {change}");
            }
        }

        if (document.NeverRun.Count > 0)
        {
            screen.Line($"never run with this plan: {string.Join(", ", document.NeverRun)}");
        }

        if (!document.Same)
        {
            screen.Line(document.Touches.Count == 0 ? "No entity uses it." : $"touches: {string.Join(", ", document.Touches)}");
        }
    }

    private static string Words(PlanVersion version) => $"{version.Of} ({version.Plan}, version {version.Version}, {version.Fingerprint[..Math.Min(12, version.Fingerprint.Length)]})";
}
