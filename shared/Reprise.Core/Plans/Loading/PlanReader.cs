using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads <c>plans/NAME/plan.yaml</c>.</summary>
internal static class PlanReader
{
    public static PlanDocument Read(YamlFile file, string folder)
    {
        var root = new YamlMapping(file.Root, DocumentKeys.Plan, file.Problems);
        var name = Name(root, folder);
        var version = root.Integer("version", 1, 1_000_000);
        var description = root.Text("description");
        var ignored = root.Names("ignored");
        var tables = Tables(root, file.Problems);
        var gates = GateReader.ReadAll(root, file.Problems);
        new PlanChecks(file.Problems).Check(tables, ignored, root.LineOf("ignored"));
        new GateNames(file.Problems).Check(gates, tables);

        var finished = tables.Select(table => table.Finish()).OfType<TablePlan>().ToList();
        return new PlanDocument(root, tables)
        {
            Plan = name is null || finished.Count != tables.Count || gates.Any(gate => gate.Gate is null) ? null : new Plan
            {
                Name = name,
                Version = version ?? 1,
                Description = description?.Trim() ?? string.Empty,
                Fingerprint = PlanFingerprint.Of(file.Content.Span),
                File = file.Problems.File,
                Tables = finished,
                Ignored = ignored,
                Gates = [.. gates.Select(gate => gate.Gate).OfType<QualityGate>()],
            },
        };
    }

    private static string? Name(YamlMapping root, string folder)
    {
        var line = root.LineOf("plan");
        if (folder == Plan.Replicate)
        {
            root.Report(ProblemCodes.ReservedName, line, "'replicate' is the automatic plan, which has no file.", "Give this plan and its folder another name.");
        }
        else if (!Names.IsSimple(folder))
        {
            root.Report(ProblemCodes.InvalidName, line, "The folder's name is no name for a plan.", Names.SimpleForm);
        }

        var name = root.Words("plan");
        if (name is not null && name != folder)
        {
            root.Report(ProblemCodes.PlanFolder, line, $"The plan's name is not that of its folder, {Spelling.Show(folder)}.", "Give both the same name.");
        }

        return name;
    }

    private static List<TablePlanDocument> Tables(YamlMapping root, FileProblems problems)
    {
        var tables = new List<TablePlanDocument>();
        switch (root.Node("tables"))
        {
            case YamlList { Items.Count: > 0 } list:
                foreach (var item in list.Items)
                {
                    if (item is YamlMap map)
                    {
                        tables.Add(TablePlanReader.Read(map, problems));
                    }
                    else
                    {
                        problems.Add(ProblemCodes.WrongType, item.Line, "An item of 'tables' is no table plan.", "Begin each with '- table: NAME', its other keys indented below.");
                    }
                }

                break;
            case YamlList:
                root.Report(ProblemCodes.MissingValue, root.LineOf("tables"), "The plan has no table plan.", "Add one: '- table: NAME', its other keys indented below.");
                break;
            case not null:
                root.WrongType("tables", "a list of table plans", "Begin each with '- table: NAME', its other keys indented below.");
                break;
            default:
                break;
        }

        return tables;
    }
}
