using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Hazards;

/// <summary>A question that only the source can answer, since it needs two tables or a collation.</summary>
/// <param name="Code">Hazard that an answer above zero is: <see cref="HazardCodes.Orphan"/>, <see cref="HazardCodes.LikelyOrphan"/>, <see cref="HazardCodes.ReferenceByCollation"/> or <see cref="HazardCodes.EqualByCollation"/>.</param>
/// <param name="Table">Table.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Parent">Table referred to; empty for <see cref="HazardCodes.EqualByCollation"/>.</param>
/// <param name="ParentColumns">Its columns, in the same order.</param>
public sealed record RelationQuestion(string Code, string Table, IReadOnlyList<string> Columns, string Parent, IReadOnlyList<string> ParentColumns)
{
    /// <summary>Collation of each parent column whose own column has another one: two collations are compared only when one of them is named. Null, or none at all = compare as they are.</summary>
    public IReadOnlyList<string?> Collations { get; init; } = [];

    /// <summary>A question about references of a table to a parent.</summary>
    internal static RelationQuestion About(string code, SourceTable table, IReadOnlyList<string> columns, SourceTable parent, IReadOnlyList<string> parentColumns) =>
        new(code, table.Name, columns, parent.Name, parentColumns)
        {
            Collations = [.. columns.Zip(parentColumns, (column, referenced) => Named(table.Find(column)?.Collation, parent.Find(referenced)?.Collation))],
        };

    private static string? Named(string? own, string? parent) => own is null || string.Equals(own, parent, StringComparison.OrdinalIgnoreCase) ? null : parent;
}

/// <summary>The answer.</summary>
/// <param name="Rows">Rows concerned (groups of values for <see cref="HazardCodes.EqualByCollation"/>).</param>
/// <param name="Samples">Up to three, masked.</param>
public sealed record RelationAnswer(long Rows, IReadOnlyList<string> Samples);

/// <summary>Which questions a catalog gives rise to.</summary>
public static class RelationQuestions
{
    /// <summary>The questions.</summary>
    public static IReadOnlyList<RelationQuestion> Of(SourceCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var likely = new LikelyReferences(catalog);
        return [.. catalog.Tables.SelectMany(table => Declared(catalog, table).Concat(likely.Of(table)).Concat(Spellings(table)))];
    }

    /// <summary>The hazard that an answer is; null when nothing was found.</summary>
    public static Hazard? Hazard(SourceCatalog catalog, RelationQuestion question, RelationAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Rows == 0)
        {
            return null;
        }

        var tally = new Tally();
        tally.Add(answer.Rows, answer.Samples);
        var table = catalog.Find(question.Table)!;
        var detail = question.Parent.Length == 0 ? string.Empty : $"{question.Parent}.{string.Join(", ", question.ParentColumns)}";
        return Advice.For(question.Code, table, table.Find(question.Columns[0]), tally, detail);
    }

    private static IEnumerable<RelationQuestion> Declared(SourceCatalog catalog, SourceTable table)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (catalog.Find(key.ReferencedTable) is not { } parent)
            {
                continue;
            }

            yield return RelationQuestion.About(HazardCodes.Orphan, table, key.Columns, parent, key.ReferencedColumns);
            if (key.Columns.Any(name => table.Find(name)?.Collation is { } collation && Collations.IgnoresCase(collation)))
            {
                yield return RelationQuestion.About(HazardCodes.ReferenceByCollation, table, key.Columns, parent, key.ReferencedColumns);
            }
        }
    }

    /// <summary>Indexed text columns are what rows are found by. A unique one has one spelling of each value anyway, and a reference is asked about beside its parent.</summary>
    private static IEnumerable<RelationQuestion> Spellings(SourceTable table) => table.Indexes
        .Where(index => !index.IsUnique && index.Parts.Count > 0 && index.Kind is "BTREE" or "HASH")
        .Select(index => index.Parts[0].Column is { } name ? table.Find(name) : null)
        .Where(column => column is { Collation: { } collation, DataType: "char" or "varchar" } && Collations.IgnoresCase(collation))
        .Where(column => !table.ForeignKeys.Any(key => key.Columns.Contains(column!.Name, StringComparer.OrdinalIgnoreCase)))
        .DistinctBy(column => column!.Name)
        .Select(column => new RelationQuestion(HazardCodes.EqualByCollation, table.Name, [column!.Name], string.Empty, []));
}
