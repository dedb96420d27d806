using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Rows;

/// <summary>The batch that is being mapped.</summary>
internal sealed class MappingContext
{
    private static readonly List<int> None = [];
    private static readonly ColumnBatch Nothing = new([]);

    private readonly List<int>?[] _unfit;

    /// <summary>A context for batches of so many columns.</summary>
    public MappingContext(int columns) => _unfit = new List<int>?[columns];

    /// <summary>Source rows.</summary>
    public ColumnBatch Source { get; private set; } = Nothing;

    /// <summary>Chunk that the rows are of.</summary>
    public int Chunk { get; private set; }

    /// <summary>Ordinal in the chunk of the batch's first row.</summary>
    public long FirstRow { get; private set; }

    /// <summary>Rows held back so far.</summary>
    public RowStates States { get; } = new();

    /// <summary>Scratch for keys.</summary>
    public KeyText Key { get; } = new();

    /// <summary>Begins a batch.</summary>
    public void Begin(ColumnBatch source, MappingFrame frame, int chunk, long firstRow)
    {
        Source = source;
        Chunk = chunk;
        FirstRow = firstRow;
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

    /// <summary>Forgets the batch, which belongs to others.</summary>
    public void End() => Source = Nothing;
}
