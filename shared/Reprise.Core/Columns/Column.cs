using System.Diagnostics;

namespace Reprise.Core.Columns;

/// <summary>Values of one column for the rows of a batch: a typed buffer and a bitmap of nulls. Reused from batch to batch.</summary>
/// <remarks>A closed hierarchy: <see cref="FixedColumn"/> and <see cref="VariableColumn"/>. Not thread-safe.</remarks>
public abstract class Column
{
    private ulong[] _nulls = new ulong[16];

    private protected Column(string name, ColumnType type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>Name of the column on the side the batch belongs to (source, part or target).</summary>
    public string Name { get; }

    /// <summary>Type of the values.</summary>
    public ColumnType Type { get; }

    /// <summary>Rows appended since the last <see cref="Reset"/>.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them are null.</summary>
    public int NullCount { get; private set; }

    /// <summary>Bytes held by the values, for batches bounded by size.</summary>
    public abstract long ByteCount { get; }

    /// <summary>A column with the storage that <paramref name="type"/> asks for.</summary>
    public static Column Create(string name, ColumnType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.IsFixed ? new FixedColumn(name, type) : new VariableColumn(name, type);
    }

    /// <summary>True when the value of <paramref name="row"/> is null.</summary>
    public bool IsNull(int row)
    {
        Debug.Assert(row >= 0 && row < Count, "row outside the batch");
        return (_nulls[row >> 6] & (1UL << (row & 63))) != 0;
    }

    /// <summary>Appends a null.</summary>
    public void AppendNull()
    {
        AppendPlaceholder();
        var word = Count >> 6;
        if (word >= _nulls.Length)
        {
            Array.Resize(ref _nulls, _nulls.Length * 2);
        }

        _nulls[word] |= 1UL << (Count & 63);
        NullCount++;
        Count++;
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Reset()
    {
        Array.Clear(_nulls, 0, Math.Min(_nulls.Length, (Count >> 6) + 1));
        Count = 0;
        NullCount = 0;
        ClearValues();
    }

    private protected void CountValue() => CountValues(1);

    private protected void CountValues(int values)
    {
        var words = ((Count + values - 1) >> 6) + 1;
        if (words > _nulls.Length)
        {
            Array.Resize(ref _nulls, Math.Max(words, _nulls.Length * 2));
        }

        Count += values;
    }

    private protected abstract void AppendPlaceholder();

    private protected abstract void ClearValues();
}
