using System.IO.Hashing;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;

namespace Reprise.Core.Verification;

/// <summary>Content hash of a table from its batches, in any order and any cut: the 128-bit sum of the hashes of its rows.</summary>
/// <remarks>
/// Cells count by value: 5 is the same as an Int32, an Int64 and a decimal 5.00; -0 is 0 and there is one NaN; a text is its bytes.
/// Column names do not count, the order of columns does. Not a defence against somebody who constructs collisions, which nobody between
/// source and target is in a position to do. Not thread-safe.
/// </remarks>
public sealed class RowHasher
{
    private readonly CellEncoder _encoder = new();

    /// <summary>Sum of the hashes of all rows added.</summary>
    public UInt128 Digest { get; private set; }

    /// <summary>Rows added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds all rows of a batch.</summary>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (var row = 0; row < batch.RowCount; row++)
        {
            AddRow(batch, row);
        }
    }

    /// <summary>Adds the rows of a batch that are staged.</summary>
    public void Add(MappedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (var row = 0; row < batch.Rows.RowCount; row++)
        {
            if (!batch.IsExcluded(row))
            {
                AddRow(batch.Rows, row);
            }
        }
    }

    private void AddRow(ColumnBatch batch, int row)
    {
        _encoder.Begin();
        for (var i = 0; i < batch.Columns.Count; i++)
        {
            _encoder.Append(batch.Columns[i], row);
        }

        Digest = unchecked(Digest + XxHash128.HashToUInt128(_encoder.Written));
        Rows++;
    }
}
