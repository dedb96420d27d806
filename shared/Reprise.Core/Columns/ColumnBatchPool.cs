namespace Reprise.Core.Columns;

/// <summary>Batches of one shape, kept for reuse so that a table of any size costs the memory of a few.</summary>
public sealed class ColumnBatchPool(IReadOnlyList<BatchColumn> shape)
{
    private readonly FreeList<ColumnBatch> _free = new();

    /// <summary>Names and types of the columns of every batch of the pool.</summary>
    public IReadOnlyList<BatchColumn> Shape => shape;

    /// <summary>An empty batch.</summary>
    public ColumnBatch Rent() =>
        _free.TryTake(out var batch) ? batch : new ColumnBatch([.. shape.Select(column => Column.Create(column.Name, column.Type))], this);

    internal void Return(ColumnBatch batch)
    {
        var isLarge = batch.ByteCount > LargeMemory.Threshold;
        batch.Reset();
        _free.Add(batch);
        if (isLarge)
        {
            LargeMemory.GiveBack();
        }
    }
}
