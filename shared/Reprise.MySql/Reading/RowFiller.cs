using MySqlConnector;
using Reprise.Core.Columns;

namespace Reprise.MySql.Reading;

/// <summary>Fills batches row by row, each no larger than agreed.</summary>
internal sealed class RowFiller(Cell[] cells, ColumnBatchPool pool, BatchLimits limits)
{
    private const int Null = -1;

    private readonly int[] _lengths = new int[cells.Length];
    private readonly long _rowSize = cells.Sum(static cell => cell.RowSize);
    private ColumnBatch? _batch;
    private long _bytes;

    /// <summary>Measures the current row.</summary>
    /// <returns>A batch that is full and that the row no longer fits, to be handed on; else null.</returns>
    public ColumnBatch? Measure(MySqlDataReader reader)
    {
        var size = _rowSize;
        for (var i = 0; i < cells.Length; i++)
        {
            var length = reader.IsDBNull(i) ? Null : cells[i].Measure(reader);
            _lengths[i] = length;
            size += Math.Max(length, 0);
        }

        var full = _batch is { } batch && (batch.RowCount >= limits.MaxRows || _bytes + size > limits.MaxBytes) ? Take() : null;
        _bytes += size;
        return full;
    }

    /// <summary>Appends the row that was measured last.</summary>
    public void Append(MySqlDataReader reader)
    {
        if (_batch is null)
        {
            _batch = pool.Rent();
            foreach (var cell in cells)
            {
                cell.Bind(_batch);
            }
        }

        for (var i = 0; i < cells.Length; i++)
        {
            var length = _lengths[i];
            if (length == Null)
            {
                cells[i].AppendNull();
            }
            else
            {
                cells[i].Append(reader, length);
            }
        }
    }

    /// <summary>The batch begun if it is larger than agreed, as one row may make it; else null.</summary>
    public ColumnBatch? TakeLarge() => _bytes > limits.MaxBytes ? Take() : null;

    /// <summary>The batch begun, or null when it has no row.</summary>
    public ColumnBatch? Take()
    {
        var batch = _batch;
        _batch = null;
        _bytes = 0;
        return batch;
    }
}
