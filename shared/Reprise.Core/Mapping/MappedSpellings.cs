using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping;

/// <summary>Which references of a mapped table plan the source compares by a collation: those of text to the key of another row.</summary>
/// <remarks>
/// Whatever the collation: also those that tell case apart mostly ignore spaces at the end, and only the source knows. A key that no index of the parent begins with, or that is read from a table
/// joined to it, is compared exactly: the source would go through all of its rows for each reference. So is a reference that is an attribute kept in rows.
/// </remarks>
public static class MappedSpellings
{
    /// <summary>The references of a table plan, each once.</summary>
    /// <param name="table">Table plan.</param>
    /// <param name="read">How its table is read.</param>
    /// <param name="parents">All table plans, with how their tables are read.</param>
    public static IReadOnlyList<RespelledReference> Of(RunTable table, SourceRead read, IReadOnlyList<(RunTable Table, SourceRead Read)> parents)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(read);
        return
        [
            .. table.Rules.OfType<ReferenceRule>()
                .Select(rule => (rule.From, Parent: parents.First(parent => parent.Table.Name == rule.TablePlan)))
                .Where(reference => IsAsked(read, reference.From, reference.Parent.Read, reference.Parent.Table.Key))
                .Select(reference => Reference(read, reference.From, reference.Parent.Read.Table, reference.Parent.Table.Key))
                .DistinctBy(reference => reference.Question),
        ];
    }

    private static RespelledReference Reference(SourceRead read, IReadOnlyList<string> from, SourceTable parent, IReadOnlyList<string> key) =>
        new(parent.Name, [.. from.Zip(key, (column, referenced) => new RespelledPart(column, referenced, AreText(read.Table.Find(column)!, parent.Find(referenced)!)))]);

    private static bool IsAsked(SourceRead read, IReadOnlyList<string> from, SourceRead parent, IReadOnlyList<string> key) =>
        key.Count == from.Count
        && from.Zip(key).Any(pair => AreText(read.Table.Find(pair.First)!, parent.Table.Find(pair.Second)!))
        && !from.Any(column => read.Joined.Any(joined => joined.Pivot is not null && joined.Columns.Any(attribute => attribute.Name == column)))
        && !key.Any(column => parent.Joined.Any(joined => joined.Columns.Any(foreign => foreign.Name == column)))
        && IsFound(parent.Table, key);

    private static bool AreText(SourceColumn column, SourceColumn parent) => IsText(column) && IsText(parent);

    private static bool IsText(SourceColumn column) => column.Collation is not null && (column.DataType is "char" or "varchar" || SourceTypes.IsLongText(column.DataType));

    private static bool IsFound(SourceTable table, IReadOnlyList<string> key) =>
        (table.PrimaryKey.Count > 0 && key.Contains(table.PrimaryKey[0], StringComparer.OrdinalIgnoreCase))
        || table.Indexes.Any(index => index.Kind is "BTREE" or "HASH" && index.Parts.Count > 0 && key.Contains(index.Parts[0].Column, StringComparer.OrdinalIgnoreCase));
}
