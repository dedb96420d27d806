using Reprise.Core.Catalogs;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Which references of a replicated table take over the spelling of what they refer to.</summary>
/// <remarks>
/// A column that others refer to in turn keeps its spelling, or they would lose it; so does one of several foreign keys, which may want different ones, and one of a CHECK constraint, which may
/// refuse another. Of a reference of several columns the others have to be spelled as they are in the parent, and their targets to say which value the source had. One whose parent was converted to another collation
/// takes over nothing, which is easily done without foreign key checks: the source refuses to compare the two, or finds them without an index. Then the foreign key is NOT VALID where spellings differ.
/// </remarks>
internal sealed class ReplicaSpellings(SourceCatalog catalog)
{
    private readonly HashSet<(string Table, string Column)> _referredTo =
        [.. catalog.Tables.SelectMany(table => table.ForeignKeys).SelectMany(key => key.ReferencedColumns, (key, column) => Name(key.ReferencedTable, column))];

    /// <summary>The references of a table.</summary>
    public IReadOnlyList<RespelledReference> Of(ReplicaTable table, TableDefinition definition) =>
        [.. table.Source.ForeignKeys.Select(key => Of(table, definition, key)).OfType<RespelledReference>()];

    private RespelledReference? Of(ReplicaTable table, TableDefinition definition, SourceForeignKey key)
    {
        if (catalog.Find(key.ReferencedTable) is not { } parent || !IsCarried(table, definition, key))
        {
            return null;
        }

        var parts = key.Columns.Zip(key.ReferencedColumns, (column, referenced) => Part(table, definition, table.Source.Find(column), parent.Find(referenced))).ToList();
        return parts.Contains(null) || !parts.Exists(part => part!.TakesOver) ? null : new RespelledReference(parent.Name, parts!);
    }

    private static bool IsCarried(ReplicaTable table, TableDefinition definition, SourceForeignKey key)
    {
        var columns = key.Columns.Select(name => table.Find(name)?.Name).ToList();
        return definition.ForeignKeys.Any(candidate => candidate.Columns.SequenceEqual(columns));
    }

    /// <summary>Null where the column stands in the way of the whole reference: its target does not say which value the source had, or the two collations are not compared.</summary>
    private RespelledPart? Part(ReplicaTable table, TableDefinition definition, SourceColumn? column, SourceColumn? parent)
    {
        if (column is null || parent is null || table.Find(column.Name) is not { } target)
        {
            return null;
        }

        if (column.Collation is null || !ReplicaTypes.IsText(target.Type))
        {
            return column.Collation is null && ReplicaTypes.IsExact(column, table.TypeOf(column), target.Type) ? new RespelledPart(column.Name, parent.Name, TakesOver: false) : null;
        }

        return string.Equals(column.Collation, parent.Collation, StringComparison.OrdinalIgnoreCase)
            ? new RespelledPart(column.Name, parent.Name, ReplicaTypes.IgnoresCase(column) && IsFree(table, definition, column, target), target.Type.Length)
            : null;
    }

    private bool IsFree(ReplicaTable table, TableDefinition definition, SourceColumn column, ColumnDefinition target) =>
        !_referredTo.Contains(Name(table.Source.Name, column.Name))
        && table.Source.ForeignKeys.Count(other => other.Columns.Contains(column.Name, StringComparer.OrdinalIgnoreCase)) == 1
        && !definition.Checks.Any(check => check.Expression.Contains(PgSql.Quote(target.Name), StringComparison.Ordinal));

    private static (string Table, string Column) Name(string table, string column) => (table, column.ToUpperInvariant());
}
