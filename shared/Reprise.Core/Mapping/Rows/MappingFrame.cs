using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Rows;

/// <summary>The memory of one mapped batch: columns of its own where values are converted, references where the source's are handed on. Goes back to its mapper when the batch is disposed.</summary>
internal sealed class MappingFrame : IDisposable
{
    private readonly FreeList<MappingFrame> _home;
    private readonly Column?[] _own;
    private readonly Column[] _columns;

    public MappingFrame(FreeList<MappingFrame> home, int columns)
    {
        _home = home;
        _own = new Column?[columns];
        _columns = new Column[columns];
        Rows = new ColumnBatch(_columns);
    }

    /// <summary>The mapped columns.</summary>
    public ColumnBatch Rows { get; }

    /// <summary>Rows held back.</summary>
    public bool[] Excluded { get; private set; } = [];

    /// <summary>Makes room for a batch.</summary>
    public void Begin(int rows)
    {
        if (Excluded.Length < rows)
        {
            Excluded = new bool[Math.Max(rows, Excluded.Length * 2)];
        }
    }

    /// <summary>An empty column of the frame's own for a place in the layout.</summary>
    public Column Own(int index, BatchColumn shape) => _own[index] ??= Column.Create(shape.Name, shape.Type);

    /// <summary>Puts a column into its place.</summary>
    public void Set(int index, Column column) => _columns[index] = column;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in _own)
        {
            column?.Reset();
        }

        _home.Add(this);
    }
}
