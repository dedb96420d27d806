using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Mapping.Staged;
using Reprise.Core.Runs;

namespace Reprise.Core.Corrections;

/// <summary>Source keys of snapshot rows, as the mapper writes them for a table plan.</summary>
internal sealed class SnapshotKeys(SourceRead read, RunTable table)
{
    private readonly SourceParts _parts = new([.. table.Key.Select(name => Ordinal(read, name))]);
    private readonly KeyText _text = new();

    /// <summary>The key of a row, or its ordinal where it has none; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(ColumnBatch batch, int row, int chunk, long firstRow)
    {
        if (_parts.IsEmpty || !_text.TryWrite(_parts.Of(batch), row))
        {
            _text.WriteOrdinal(chunk, firstRow + row);
        }

        return _text.Written;
    }

    /// <summary>Place of a column among those read; -1 when it is not read.</summary>
    public static int Ordinal(SourceRead read, string name)
    {
        for (var i = 0; i < read.Columns.Count; i++)
        {
            if (string.Equals(read.Columns[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
