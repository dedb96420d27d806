using Reprise.Core.Catalogs;
using Reprise.Core.Hazards;
using Reprise.Core.Plans.Scaffolding.Content;
using Reprise.Core.Plans.Scaffolding.Naming;

namespace Reprise.Core.Plans.Scaffolding.Matching;

/// <summary>Finds the source columns that hold the key of another source table's row: by declared foreign keys, by what names suggest, by the parent's key.</summary>
internal sealed class ReferenceFinder(SourceCatalog catalog)
{
    private const double Declared = 0.95;
    private const double Suggested = 0.85;
    private const double Named = 0.8;
    private const double LeastAlike = 0.75;

    private const double PartOfName = 0.9;

    // What is told apart by name when two references lead to the same table.
    private const double NameShare = 0.1;

    private readonly LikelyReferences _likely = new(catalog);

    /// <summary>The reference that fills a target column; null when none is found.</summary>
    /// <param name="child">Table whose rows refer.</param>
    /// <param name="parent">Table referred to.</param>
    /// <param name="target">Target column that is to hold the reference.</param>
    /// <param name="taken">Source columns that fill another reference.</param>
    public FoundReference? Find(NamedSource child, NamedSource parent, NamedTargetColumn target, IReadOnlySet<string> taken) =>
        DeclaredKeys(child, parent).Concat(Suggestions(child, parent)).Concat(ByKey(child, parent, target))
            .Where(found => !found.Columns.All(taken.Contains))
            .Select(found => found with { Evidence = Ranked(found, child, target) })
            .MaxBy(found => found.Evidence.Confidence);

    private static Evidence Ranked(FoundReference found, NamedSource child, NamedTargetColumn target)
    {
        var likeness = found.Columns.Max(column => child.Find(column).Words.Likeness(target.Words));
        return found.Evidence with { Confidence = Math.Round(found.Evidence.Confidence - (NameShare * (1 - likeness)), 2) };
    }

    private static IEnumerable<FoundReference> DeclaredKeys(NamedSource child, NamedSource parent) =>
        from key in child.Table.ForeignKeys
        where string.Equals(key.ReferencedTable, parent.Table.Name, StringComparison.OrdinalIgnoreCase) && key.Columns.Count == parent.Key.Count
        let columns = InKeyOrder(key, parent)
        where columns.Count == parent.Key.Count
        select new FoundReference(columns, new Evidence(Declared, "foreign key"));

    private static List<string> InKeyOrder(SourceForeignKey key, NamedSource parent) =>
        [.. parent.Key.SelectMany(column => key.Columns.Where((_, i) => string.Equals(key.ReferencedColumns[i], column, StringComparison.OrdinalIgnoreCase)))];

    private IEnumerable<FoundReference> Suggestions(NamedSource child, NamedSource parent) => parent.Key.Count != 1 ? [] : _likely.Of(child.Table)
        .Where(question => question.Parent == parent.Table.Name)
        .Select(question => new FoundReference(question.Columns, new Evidence(Suggested, "name of the parent")));

    private static IEnumerable<FoundReference> ByKey(NamedSource child, NamedSource parent, NamedTargetColumn target)
    {
        var columns = parent.Key.Select(key => BestFor(parent.Find(key), child, parent, target)).ToList();
        if (columns.Count > 0 && columns.All(column => column.Likeness >= LeastAlike) && columns.DistinctBy(column => column.Name).Count() == columns.Count)
        {
            yield return new FoundReference([.. columns.Select(column => column.Name)], new Evidence(Named * columns.Min(column => column.Likeness) + NameShare, "name of the key"));
        }
    }

    private static (string Name, double Likeness) BestFor(NamedSourceColumn key, NamedSource child, NamedSource parent, NamedTargetColumn target) => child.Columns
        .Where(column => Joins(column, key) && !(child.Table.Name == parent.Table.Name && child.Key.Contains(column.Column.Name, StringComparer.OrdinalIgnoreCase)))
        .Select(column => (column.Column.Name, Likeness(column, key, child, parent, target)))
        .OrderByDescending(candidate => candidate.Item2)
        .FirstOrDefault();

    private static double Likeness(NamedSourceColumn column, NamedSourceColumn key, NamedSource child, NamedSource parent, NamedTargetColumn target)
    {
        var words = NameWords.Of(column.Column.Name);
        var sameName = SaysWhose(key, parent) && string.Equals(column.Column.Name, key.Column.Name, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        var keyOfParent = words.Likeness(key.Words.And(parent.Words));
        var single = parent.Key.Count > 1 ? 0 : Math.Max(OfTable(words, parent.Words), child == parent ? words.Within(child.Words).Likeness(target.Words) : 0);
        return Math.Max(sameName, Math.Max(keyOfParent, single));
    }

    // The name of a table may begin or end with what others share: fk_event of fedevent_event.
    private static double OfTable(NameWords column, NameWords table) => !column.IsKey
        ? column.Likeness(table)
        : Math.Max(column.Likeness(table), PartOfName * table.Words.Max(word => column.Likeness(NameWords.Of(word.Text))));

    // id or code is every table's; num_personne is that of one. A part of a longer key says enough beside the others.
    private static bool SaysWhose(NamedSourceColumn key, NamedSource parent) =>
        parent.Key.Count > 1 || NameWords.Of(key.Column.Name) is { Words.Count: > 1 } words && words.Words.Any(word => parent.Words.Words.Any(own => own.Likeness(word) >= LeastAlike));

    private static bool Joins(NamedSourceColumn column, NamedSourceColumn key) => Kind(column.Family) == Kind(key.Family);

    private static ValueFamily Kind(ValueFamily family) => family is ValueFamily.SmallNumber or ValueFamily.YesNo ? ValueFamily.Whole : family;
}

/// <summary>Source columns that refer to a row, in the order of its key.</summary>
internal sealed record FoundReference(IReadOnlyList<string> Columns, Evidence Evidence);
