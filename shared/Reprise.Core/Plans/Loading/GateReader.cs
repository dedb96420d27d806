using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads the <c>gates</c> of a plan.</summary>
internal static class GateReader
{
    /// <summary>Keys that say something about particular measures, with those measures.</summary>
    private static readonly (string Key, GateMeasure[] Measures)[] Particular =
    [
        ("column", [GateMeasure.Completeness, GateMeasure.Validity, GateMeasure.Uniqueness, GateMeasure.Referential, GateMeasure.Sum]),
        ("columns", [GateMeasure.Completeness, GateMeasure.Uniqueness]),
        ("matches", [GateMeasure.Validity]),
        ("one_of", [GateMeasure.Validity]),
        ("between", [GateMeasure.Validity]),
        ("expression", [GateMeasure.Consistency]),
        ("by", [GateMeasure.Sum]),
        ("source", [GateMeasure.Sum]),
        ("tolerance", [GateMeasure.Sum]),
        ("at_least", [.. Enum.GetValues<GateMeasure>().Where(measure => measure is not (GateMeasure.Sum or GateMeasure.Review))]),
        ("at_most", [.. Enum.GetValues<GateMeasure>().Where(measure => measure != GateMeasure.Sum)]),
        ("warn", [.. Enum.GetValues<GateMeasure>().Where(measure => measure != GateMeasure.Sum)]),
    ];

    public static IReadOnlyList<GateDocument> ReadAll(YamlMapping plan, FileProblems problems)
    {
        const string Remedy = "Begin each with '- gate: NAME', its other keys indented below.";
        var gates = new List<GateDocument>();
        switch (plan.Node("gates"))
        {
            case YamlList list:
                foreach (var item in list.Items)
                {
                    if (item is YamlMap map)
                    {
                        gates.Add(Read(new YamlMapping(map, DocumentKeys.QualityGate, problems, "gates.")));
                    }
                    else
                    {
                        problems.Add(ProblemCodes.WrongType, item.Line, "An item of 'gates' is no gate.", Remedy);
                    }
                }

                break;
            case not null:
                plan.WrongType("gates", "a list of gates", Remedy);
                break;
            default:
                break;
        }

        return gates;
    }

    private static GateDocument Read(YamlMapping root)
    {
        var name = TablePlanReader.SimpleName(root, "gate");
        var table = root.Words("table");
        var measure = root.Choice("measure", [.. Enum.GetValues<GateMeasure>().Select(value => (value.ToString().ToLowerInvariant(), value))]);
        var label = root.Words("label");
        var blocks = root.Choice("on_fail", ("block", true), ("warn", false)) ?? true;
        var gate = measure is { } known ? Measured(root, known) : null;
        return new GateDocument(root, name, table, gate is null || name is null || table is null
            ? null
            : gate with { Name = name, Table = table, Label = label, Blocks = blocks, Line = root.Line });
    }

    /// <summary>What the measure asks for; null after a problem was reported.</summary>
    private static QualityGate? Measured(YamlMapping root, GateMeasure measure)
    {
        var fits = RefuseOthers(root, measure);
        var limit = GateLimitReader.Read(root, measure);
        var columns = Columns(root, measure);
        var test = measure == GateMeasure.Validity ? Test(root) : null;
        var expression = measure == GateMeasure.Consistency ? Expression(root) : null;
        var groups = measure == GateMeasure.Sum ? Groups(root) : null;
        var isWhole = fits && limit is not null && columns is not null
            && (measure != GateMeasure.Validity || test is not null)
            && (measure != GateMeasure.Consistency || expression is not null)
            && (measure != GateMeasure.Sum || groups is not null);
        return isWhole
            ? new QualityGate { Name = string.Empty, Table = string.Empty, Measure = measure, Limit = limit!, Columns = columns!, Test = test, Expression = expression, Groups = groups }
            : null;
    }

    private static bool RefuseOthers(YamlMapping root, GateMeasure measure)
    {
        var others = Particular.Where(entry => !entry.Measures.Contains(measure) && root.Node(entry.Key) is not null).Select(entry => entry.Key).ToList();
        foreach (var key in others)
        {
            root.Report(ProblemCodes.GateKeys, root.LineOf(key), $"The key '{key}' means nothing for the measure '{Word(measure)}'.", "Remove it, or choose another measure.");
        }

        return others.Count == 0;
    }

    private static IReadOnlyList<string>? Columns(YamlMapping root, GateMeasure measure)
    {
        if (measure is GateMeasure.Consistency or GateMeasure.Duplicates or GateMeasure.Review or GateMeasure.Reconciliation)
        {
            return [];
        }

        var takesSeveral = measure is GateMeasure.Completeness or GateMeasure.Uniqueness;
        var several = takesSeveral ? root.Names("columns") : [];
        var single = root.Words("column");
        if (single is not null && several.Count > 0)
        {
            root.Report(ProblemCodes.GateKeys, root.LineOf("columns"), "The gate has both 'column' and 'columns'.", "Keep one of them.");
            return null;
        }

        return several.Count > 0 ? several : Needed(root, "column", single) is { } only ? [only] : null;
    }

    private static ValueTest? Test(YamlMapping root)
    {
        var test = new ValueTest { Matches = root.Text("matches"), OneOf = root.Names("one_of"), Between = root.Names("between") };
        if (test.Between.Count is not (0 or 2))
        {
            root.Report(ProblemCodes.GateKeys, root.LineOf("between"), "'between' has two values: the smallest and the largest allowed.", "Write them in brackets, such as [2000-01-01, 2030-12-31].");
            return null;
        }

        var given = (test.Matches is null ? 0 : 1) + (test.OneOf.Count > 0 ? 1 : 0) + (test.Between.Count > 0 ? 1 : 0);
        if (given != 1)
        {
            root.Report(ProblemCodes.GateKeys, root.Line, "A gate of validity has exactly one of 'matches', 'one_of' and 'between'.", given == 0 ? "Add one of them." : "Declare one gate for each.");
        }

        return given == 1 ? test : null;
    }

    private static string? Expression(YamlMapping root)
    {
        var expression = Needed(root, "expression", root.Words("expression"));
        if (expression is null || SqlExpression.Misfit(expression) is not { } misfit)
        {
            return expression;
        }

        root.Report(ProblemCodes.GateExpression, root.LineOf("expression"), $"The expression is not one SQL expression: {misfit}.", "Write one condition over the target table's columns, such as left_on >= joined_on.");
        return null;
    }

    private static SumGroups? Groups(YamlMapping root)
    {
        var by = root.Names("by").Select(GroupColumn.Parse).ToList();
        var source = root.Mapping("source", DocumentKeys.SumSource);
        var sourceBy = (source?.Names("by") ?? []).Select(GroupColumn.Parse).ToList();
        if (sourceBy.Count > 0 && sourceBy.Count != by.Count)
        {
            root.Report(ProblemCodes.GateKeys, root.LineOf("source"), $"The source groups by {sourceBy.Count} column(s), the target by {by.Count}.", "Name as many, in the same order.");
            return null;
        }

        return new SumGroups(by, source?.Words("column"), sourceBy);
    }

    private static string? Needed(YamlMapping root, string key, string? value)
    {
        if (value is null && root.Node(key) is null)
        {
            root.Report(ProblemCodes.GateKeys, root.Line, $"The gate has no '{key}', which its measure needs.", "Add it.");
        }

        return value;
    }

    private static string Word(GateMeasure measure) => measure.ToString().ToLowerInvariant();
}
