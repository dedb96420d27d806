using Reprise.Core.Catalogs;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Which references of a replicated table take over the spelling of what they refer to.</summary>
/// <remarks>
/// References of one column of text. A column that others refer to in turn keeps its spelling, or they would lose it; so does one of several foreign keys, which
/// may want different ones, and one of a CHECK constraint, which may refuse another; so does one whose parent was converted to another collation, which is easily done
/// without foreign key checks: the source refuses to compare the two, or finds them without an index. Then the foreign key is NOT VALID where spellings differ.
/// </remarks>
internal sealed class RespelledColumns(SourceCatalog catalog)
{
    private readonly HashSet<(string Table, string Column)> _referredTo =
        [.. catalog.Tables.SelectMany(table => table.ForeignKeys).SelectMany(key => key.ReferencedColumns, (key, column) => Name(key.ReferencedTable, column))];

    /// <summary>The columns of a table.</summary>
    public IReadOnlyList<RespelledColumn> Of(ReplicaTable table, TableDefinition definition) =>
        [.. table.Source.ForeignKeys.Select(key => Of(table, definition, key)).OfType<RespelledColumn>()];

    private RespelledColumn? Of(ReplicaTable table, TableDefinition definition, SourceForeignKey key)
    {
        if (key.Columns is not [var name]
            || table.Source.Find(name) is not { } column
            || catalog.Find(key.ReferencedTable)?.Find(key.ReferencedColumns[0]) is not { } parent
            || !ReplicaTypes.IgnoresCase(column)
            || !string.Equals(column.Collation, parent.Collation, StringComparison.OrdinalIgnoreCase)
            || table.Find(name) is not { } target
            || !definition.ForeignKeys.Any(candidate => candidate.Columns is [var only] && only == target.Name))
        {
            return null;
        }

        var isFree = ReplicaTypes.IsText(target.Type)
            && !_referredTo.Contains(Name(table.Source.Name, column.Name))
            && table.Source.ForeignKeys.Count(other => other.Columns.Contains(name, StringComparer.OrdinalIgnoreCase)) == 1
            && !definition.Checks.Any(check => check.Expression.Contains(PgSql.Quote(target.Name), StringComparison.Ordinal));
        return isFree ? new RespelledColumn(column.Name, key.ReferencedTable, parent.Name, target.Type.Length) : null;
    }

    private static (string Table, string Column) Name(string table, string column) => (table, column.ToUpperInvariant());
}
