using System.Buffers;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Staged;

namespace Reprise.Core.Mapping.Rows;

/// <summary>The batch that is being mapped.</summary>
internal sealed class MappingContext
{
    private static readonly List<int> None = [];
    private static readonly ColumnBatch Nothing = new([]);

    private readonly List<int>?[] _unfit;

    private readonly SourceParts _key;

    /// <summary>A context for batches of so many columns.</summary>
    public MappingContext(int columns, SourceParts key)
    {
        _unfit = new List<int>?[columns];
        _key = key;
    }

    /// <summary>Source rows.</summary>
    public ColumnBatch Source { get; private set; } = Nothing;

    /// <summary>Chunk that the rows are of.</summary>
    public int Chunk { get; private set; }

    /// <summary>Ordinal in the chunk of the batch's first row.</summary>
    public long FirstRow { get; private set; }

    /// <summary>Rows held back so far.</summary>
    public RowStates States { get; } = new();

    /// <summary>Keys of the batch's changed rows, one coercion's after the other's.</summary>
    public ArrayBufferWriter<byte> ChangedKeys { get; } = new();

    /// <summary>Scratch for keys.</summary>
    public KeyText Key { get; } = new();

    /// <summary>Begins a batch.</summary>
    public void Begin(ColumnBatch source, MappingFrame frame, int chunk, long firstRow)
    {
        Source = source;
        Chunk = chunk;
        FirstRow = firstRow;
        ChangedKeys.ResetWrittenCount();
        frame.Begin(source.RowCount);
        States.Begin(frame.Excluded, source.RowCount);
        foreach (var list in _unfit)
        {
            list?.Clear();
        }

        for (var i = 0; i < source.Unfit.Count; i++)
        {
            (_unfit[source.Unfit[i].Column] ??= []).Add(i);
        }
    }

    /// <summary>Which of the source's unfit values are of a column, by ascending row.</summary>
    public List<int> Unfit(int column) => _unfit[column] ?? None;

    /// <summary>The value of a column that the snapshot's type could not hold, in a row; null = there is none.</summary>
    public UnfitValue? UnfitAt(int column, int row)
    {
        var unfit = Unfit(column);
        var (low, high) = (0, unfit.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Source.Unfit[unfit[middle]].Row < row ? (middle + 1, high) : (low, middle);
        }

        return low < unfit.Count && Source.Unfit[unfit[low]].Row == row ? Source.Unfit[unfit[low]] : null;
    }

    /// <summary>The canonical source key of a row, or its ordinal where it has none; valid until the next one.</summary>
    public ReadOnlySpan<byte> KeyOf(int row)
    {
        if (_key.IsEmpty || !Key.TryWrite(_key.Of(Source), row))
        {
            Key.WriteOrdinal(Chunk, FirstRow + row);
        }

        return Key.Written;
    }

    /// <summary>Forgets the batch, which belongs to others.</summary>
    public void End() => Source = Nothing;
}
