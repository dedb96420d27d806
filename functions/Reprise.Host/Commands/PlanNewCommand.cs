using System.CommandLine;
using System.Globalization;
using Reprise.Host.Display;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Planning;
using Spectre.Console;

namespace Reprise.Host.Commands;

/// <summary><c>reprise plan new NAME --from ENTITY</c></summary>
internal static class PlanNewCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the new plan; its file is plans/NAME/plan.yaml." };
        var from = new Option<string>("--from") { Description = "Entity whose source the plan is drafted from.", HelpName = "ENTITY", Required = true };
        var force = new Option<bool>("--force") { Description = "Replaces a plan of that name." };
        var command = new Command("new", "Drafts a first plan from an entity's source and the target: each proposal with its confidence, everything uncertain or left out as a comment. Looks at the first thousand rows of each table and keeps none.") { name, from, force };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var plan = parse.GetRequiredValue(name);
            await using var services = Application.Looking(CommandScope.Load(parse, plan), CommandScope.Settings());
            var document = await services.GetRequiredService<PlanScaffolder>()
                .ScaffoldAsync(plan, Arguments.ParseEntity(parse.GetRequiredValue(from)), parse.GetValue(force), cancellationToken);
            screen.Document(document);
            if (!screen.IsJson)
            {
                Show(screen, document);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Screen screen, ScaffoldDocument document)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{document.Plan}  from {document.Entity}"));
        table.AddColumns("table plan", "from", "to", "confidence", "rules", "uncertain", "required, not filled", "unused columns");
        foreach (var draft in document.Tables)
        {
            string[] row =
            [
                draft.Written ? draft.Table : $"{draft.Table} (comment)",
                draft.From,
                draft.To,
                draft.Confidence.ToString("0.00", CultureInfo.InvariantCulture),
                draft.Rules.ToString(CultureInfo.InvariantCulture),
                draft.Uncertain.ToString(CultureInfo.InvariantCulture),
                draft.Required.Count == 0 ? "-" : string.Join(", ", draft.Required),
                draft.Unused.Count.ToString(CultureInfo.InvariantCulture),
            ];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        screen.Text.Write(table);
        if (document.Unmapped.Count > 0)
        {
            screen.Line($"no target proposed: {string.Join(", ", document.Unmapped)}");
        }

        foreach (var problem in document.Problems)
        {
            screen.Line(problem.ToString());
        }

        screen.Line($"{document.File} written. Review every line{(document.Problems.Count == 0 ? "." : $"; 'reprise check' names {document.Problems.Count} problem(s) until then.")}");
    }
}
