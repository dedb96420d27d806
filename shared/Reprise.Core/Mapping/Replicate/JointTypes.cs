using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Types decided from values, made equal along foreign keys: a key that is bigint here and numeric there would refer to nothing.</summary>
internal sealed class JointTypes
{
    private readonly Dictionary<(string Table, string Column), ColumnType> _types;

    /// <summary>Joins the types of all columns of a catalog.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="own">Each column's own type.</param>
    public JointTypes(SourceCatalog catalog, IReadOnlyDictionary<(string Table, string Column), ColumnType> own)
    {
        _types = new Dictionary<(string Table, string Column), ColumnType>(own);
        var pairs = catalog.Tables.SelectMany(table => Pairs(catalog, table)).ToList();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (from, to) in pairs)
            {
                changed |= Join(from, to);
            }
        }
    }

    /// <summary>The type that a column has together with those it is joined to.</summary>
    public ColumnType this[string table, string column] => _types[(table, column)];

    private bool Join((string Table, string Column) from, (string Table, string Column) to)
    {
        var (left, right) = (_types[from], _types[to]);
        if ((left.Kind, right.Kind) is (ValueKind.Uuid, ValueKind.Text) or (ValueKind.Text, ValueKind.Uuid))
        {
            // One end has a value that is no UUID: text on both.
            _types[left.Kind == ValueKind.Uuid ? from : to] = left.Kind == ValueKind.Uuid ? right : left;
            return true;
        }

        if (left.Kind == right.Kind || Width(left) is not { } leftWidth || Width(right) is not { } rightWidth)
        {
            return false;
        }

        _types[leftWidth < rightWidth ? from : to] = leftWidth < rightWidth ? right : left;
        return true;
    }

    private static IEnumerable<((string Table, string Column) From, (string Table, string Column) To)> Pairs(SourceCatalog catalog, SourceTable table)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (catalog.Find(key.ReferencedTable) is not { } parent)
            {
                continue;
            }

            for (var i = 0; i < Math.Min(key.Columns.Count, key.ReferencedColumns.Count); i++)
            {
                if (table.Find(key.Columns[i]) is { } from && parent.Find(key.ReferencedColumns[i]) is { } to)
                {
                    yield return ((table.Name, from.Name), (parent.Name, to.Name));
                }
            }
        }
    }

    private static int? Width(ColumnType type) => type.Kind switch
    {
        ValueKind.Boolean => 1,
        ValueKind.Int16 => 16,
        ValueKind.Int32 => 32,
        ValueKind.Int64 => 64,
        ValueKind.UInt64 => 65,
        _ => null,
    };
}
