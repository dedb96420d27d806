using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads <c>plans/NAME/plan.yaml</c>.</summary>
internal static class PlanReader
{
    /// <summary>Reads a plan with the fragments it uses.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="folder">Its folder's name.</param>
    /// <param name="fragments">All fragments there are.</param>
    public static PlanDocument Read(YamlFile file, string folder, IReadOnlyList<PlanFragment> fragments)
    {
        IReadOnlyList<string> files = [.. fragments.Select(fragment => fragment.File)];
        var problems = file.Problems.With(files, fragments.Where(fragment => fragment.HasProblems).Select(fragment => fragment.File));
        var composer = new PlanComposer(fragments, problems);
        var composed = composer.Compose(file.Root);
        var fingerprint = PlanFingerprint.Of(PlanFingerprint.Of(file.Content.Span), [.. composer.Used.Select(fragment => PlanFingerprint.Of(fragment.Content.Span))]);
        return Read(composed, folder, fingerprint, files, problems);
    }

    /// <summary>Reads a plan that is composed already.</summary>
    /// <param name="composed">Its root.</param>
    /// <param name="folder">Its folder's name.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="files">Other files that it is composed of.</param>
    /// <param name="problems">Its problems.</param>
    public static PlanDocument Read(YamlMap composed, string folder, string fingerprint, IReadOnlyList<string> files, FileProblems problems)
    {
        var root = new YamlMapping(composed, DocumentKeys.Plan, problems);
        var name = Name(root, folder);
        var version = root.Integer("version", 1, 1_000_000);
        var description = root.Text("description");
        var ignored = root.Names("ignored");
        var tables = Tables(root, problems);
        var gates = GateReader.ReadAll(root, problems);
        new PlanChecks(problems).Check(tables, ignored, root.LineOf("ignored"));
        new GateNames(problems).Check(gates, tables);

        var finished = tables.Select(table => table.Finish()).OfType<TablePlan>().ToList();
        return new PlanDocument(root, tables)
        {
            Composed = composed,
            Files = files,
            Problems = problems,
            Plan = name is null || finished.Count != tables.Count || gates.Any(gate => gate.Gate is null) ? null : new Plan
            {
                Name = name,
                Version = version ?? 1,
                Description = description?.Trim() ?? string.Empty,
                Fingerprint = fingerprint,
                File = problems.File,
                ComposedOf = files,
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
