using System.Runtime.CompilerServices;
using Reprise.Core.Columns;

namespace Reprise.Core.Tests.Columns;

public sealed class ColumnBatchPoolTests
{
    [Fact]
    public void A_batch_that_was_given_back_is_used_again()
    {
        var pool = new ColumnBatchPool([new BatchColumn("n", new ColumnType(ValueKind.Int64))]);
        var first = pool.Rent();
        first.Dispose();

        Assert.Same(first, pool.Rent());
        Assert.NotSame(first, pool.Rent());
    }

    [Fact]
    public void One_collection_takes_the_batches_of_a_pool_that_nobody_has_any_more()
    {
        var batch = Forgotten();

        GC.Collect();

        Assert.False(batch.TryGetTarget(out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<ColumnBatch> Forgotten()
    {
        var batch = new ColumnBatchPool([new BatchColumn("n", new ColumnType(ValueKind.Int64))]).Rent();
        batch.Dispose();
        return new WeakReference<ColumnBatch>(batch);
    }
}
