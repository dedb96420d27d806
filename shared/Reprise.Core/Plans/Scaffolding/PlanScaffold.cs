using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Plans.Checking;
using Reprise.Core.Plans.Loading;
using Reprise.Core.Plans.Scaffolding.Drafting;
using Reprise.Core.Plans.Scaffolding.Matching;
using Reprise.Core.Problems;

namespace Reprise.Core.Plans.Scaffolding;

/// <summary>Drafts a first plan from both catalogs and a sample of the source, for a person to review. Pure: the same catalogs and samples give the same text.</summary>
public static class PlanScaffold
{
    /// <summary>Drafts a plan.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="entity">Code of the entity whose source it is drafted from.</param>
    /// <param name="source">The entity's database.</param>
    /// <param name="samples">What its first rows look like.</param>
    /// <param name="target">The application's database.</param>
    /// <param name="ownSchemas">Schemas of the target that Reprise fills with copies, to which no plan may write.</param>
    public static ScaffoldedPlan Draft(string name, string entity, SourceCatalog source, IReadOnlyList<ColumnSample> samples, TargetCatalog target, IReadOnlyCollection<string> ownSchemas)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(ownSchemas);
        var targets = NamedTarget.All(target, table => !Names.IsSystemSchema(table.Schema) && !Names.IsFrameworkTable(table.Table) && !IsOwn(table.Schema, ownSchemas));
        var pairs = TableMatcher.Match(NamedSource.All(source, samples), targets);
        var drafts = DraftOrder.Of(new TableDrafter(source, pairs).Draft());

        var blockers = Check(DraftText.Of(name, string.Empty, source, drafts), name, source, target);
        var text = DraftText.Of(name, Head(entity, source, target, blockers), source, drafts);
        var mapped = drafts.Select(draft => draft.Pair.Source.Table.Name).ToHashSet(StringComparer.Ordinal);
        return new ScaffoldedPlan(text, [.. drafts.Select(Summary)], [.. source.Tables.Select(table => table.Name).Where(table => !mapped.Contains(table))], Check(text, name, source, target));
    }

    // Copies of earlier runs and of one under way are kept beside the schema, under its name and two underscores.
    private static bool IsOwn(string schema, IReadOnlyCollection<string> ownSchemas) =>
        ownSchemas.Any(own => schema == own || schema.StartsWith($"{own}__", StringComparison.Ordinal));

    private static System.Collections.Immutable.ImmutableArray<Problem> Check(string text, string name, SourceCatalog source, TargetCatalog target)
    {
        var all = new List<Problem>();
        var problems = new FileProblems($"{ConfigurationFolder.PlanFolder}/{name}/{ConfigurationFolder.PlanFile}", all);
        if (YamlTree.Parse(text, problems) is YamlMap root && PlanReader.Read(new YamlFile(problems, Encoding.UTF8.GetBytes(text), root), name, fragments: []).Plan is { } plan && all.Count == 0)
        {
            return new PlanChecker(Conversions.CanConvert).Check(plan, source, target, timeZone: null).Problems;
        }

        return [.. all];
    }

    private static string Head(string entity, SourceCatalog source, TargetCatalog target, IReadOnlyList<Problem> blockers)
    {
        var head = new StringBuilder();
        Line($"A first plan, drafted by 'reprise plan new' from the source of {entity} ({source.Server}) and the application ({target.Server}).");
        Line("Review every line: behind each stands how sure the proposal is, from 0 to 1, and by what. What is uncertain is a comment.");
        if (blockers.Count > 0)
        {
            Line(string.Empty);
            Line("'reprise check' refuses it until these are settled:");
            foreach (var blocker in blockers)
            {
                Line($"- {blocker.Message} {blocker.Remedy}");
            }
        }

        return head.Append('\n').ToString();

        void Line(string text) => head.Append($"# {YamlWord.Comment(text)}".TrimEnd()).Append('\n');
    }

    private static ScaffoldedTable Summary(TableDraft draft) => new(
        draft.Name,
        draft.Pair.Source.Table.Name,
        draft.Pair.Target.Table.Name.ToString(),
        draft.Pair.Evidence.Confidence,
        draft.IsSure,
        draft.Columns.Count(column => column.IsSure),
        draft.Columns.Count(column => !column.IsSure),
        [.. draft.Pair.Target.Columns.Where(column => column.IsRequired && !draft.Columns.Any(rule => rule.IsSure && rule.Target == column)).Select(column => column.Column.Name)],
        [.. draft.Unused.Select(column => column.Column.Name)]);
}
