using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Masking;
using Reprise.Core.Runs;

namespace Reprise.Core.Verification.Comparison;

/// <summary>Counts differences and keeps the first of them, masked.</summary>
internal sealed class DifferenceList(IReadOnlyList<TargetColumn> columns)
{
    /// <summary>Differences shown of a table.</summary>
    public const int Most = 50;

    private const string Null = "NULL";

    private readonly Dictionary<string, long> _cells = new(StringComparer.Ordinal);
    private readonly List<Difference> _samples = [];
    private long _missing;
    private long _unexpected;

    /// <summary>True when nothing differs.</summary>
    public bool IsEmpty => _missing == 0 && _unexpected == 0 && _cells.Count == 0;

    /// <summary>Counts a record that is not there.</summary>
    public void AddMissing(string key, long count = 1)
    {
        _missing += count;
        Add(new Difference(DifferenceKind.Missing, key, string.Empty, string.Empty, string.Empty));
    }

    /// <summary>Counts a record that should not be there.</summary>
    public void AddUnexpected(string key, long count = 1)
    {
        _unexpected += count;
        Add(new Difference(DifferenceKind.Unexpected, key, string.Empty, string.Empty, string.Empty));
    }

    /// <summary>Counts the cells in which two records differ.</summary>
    /// <param name="key">Shown key.</param>
    /// <param name="expected">Expected record.</param>
    /// <param name="found">Row that the record found is in.</param>
    /// <param name="offset">Cells before it.</param>
    public void AddCells(Func<string> key, CellRow expected, CellRow found, int offset = 0)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (!expected.CellEquals(i, found, offset + i))
            {
                AddCell(key(), i, expected, found, offset + i);
            }
        }
    }

    /// <summary>Counts one differing cell.</summary>
    public void AddCell(string key, int column, CellRow expected, CellRow found, int foundCell)
    {
        _cells[columns[column].Name] = _cells.GetValueOrDefault(columns[column].Name) + 1;
        Add(new Difference(DifferenceKind.Cell, key, columns[column].Name, Shown(columns[column].Type, expected, column), Shown(columns[column].Type, found, foundCell)));
    }

    /// <summary>A key as it may be shown: numbers, UUIDs and dates as they are, since somebody has to find the row; anything else masked.</summary>
    public string Shown(IReadOnlyList<int> key, CellRow row) => key.Count == 0
        ? "(no key)"
        : string.Join(", ", key.Select(cell => row.IsNull(cell) ? Null : IsPlain(columns[cell].Type) ? Encoding.UTF8.GetString(row[cell]) : ValueMask.Mask(row[cell])));

    /// <summary>The result of comparing a table plan.</summary>
    public TableComparison Result(RunTable table, long sourceRows, long records, long heldBack) => new()
    {
        Table = table.Name,
        Target = table.Target.Name.ToString(),
        SourceRows = sourceRows,
        Records = records,
        HeldBack = heldBack,
        Missing = _missing,
        Unexpected = _unexpected,
        Cells = _cells,
        Samples = _samples,
    };

    private void Add(Difference difference)
    {
        if (_samples.Count < Most)
        {
            _samples.Add(difference);
        }
    }

    private static bool IsPlain(PgType type) => type.Kind is PgKind.Int2 or PgKind.Int4 or PgKind.Int8 or PgKind.Numeric or PgKind.Uuid or PgKind.Date or PgKind.Boolean;

    private static string Shown(PgType type, CellRow row, int cell) => row.IsNull(cell)
        ? Null
        : type.Kind == PgKind.Bytea ? $"{row[cell].Length} bytes" : ValueMask.Mask(row[cell]);
}
