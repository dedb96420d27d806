namespace Reprise.Core.Columns;

/// <summary>Rows of one table in columns: what travels between reader, snapshot, mapping and COPY. Bounded by <see cref="BatchLimits"/>, reused through <see cref="ColumnBatchPool"/>.</summary>
/// <remarks>Whoever receives a batch disposes it, which hands it back to its pool. Not thread-safe.</remarks>
public sealed class ColumnBatch : IDisposable
{
    private readonly ColumnBatchPool? _pool;
    private readonly List<UnfitValue> _unfit = [];
    private long _unfitBytes;

    /// <summary>A batch of columns; with <paramref name="pool"/>, disposal returns it there.</summary>
    public ColumnBatch(IReadOnlyList<Column> columns, ColumnBatchPool? pool = null)
    {
        Columns = columns;
        _pool = pool;
    }

    /// <summary>The columns, all of the same length.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Count;

    /// <summary>Bytes held by all columns and unfit values.</summary>
    public long ByteCount
    {
        get
        {
            var total = _unfitBytes;
            for (var i = 0; i < Columns.Count; i++)
            {
                total += Columns[i].ByteCount;
            }

            return total;
        }
    }

    /// <summary>Values that their column's type cannot hold, by ascending row, then column.</summary>
    public IReadOnlyList<UnfitValue> Unfit => _unfit;

    /// <summary>Records a value that does not fit; the caller appends the null.</summary>
    public void AddUnfit(UnfitValue value)
    {
        _unfit.Add(value);
        _unfitBytes += value.Original.Length;
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Reset()
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            Columns[i].Reset();
        }

        _unfit.Clear();
        _unfitBytes = 0;
    }

    /// <summary>Hands the batch back to its pool.</summary>
    public void Dispose() => _pool?.Return(this);
}
