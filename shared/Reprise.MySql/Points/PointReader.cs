using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Points;

/// <summary>One transaction of a consistent point, and the batches of the table it read last: chunks of one table reuse their memory.</summary>
internal sealed class PointReader(SourceSession session) : IAsyncDisposable
{
    private ColumnBatchPool? _pool;

    /// <summary>The session that holds the transaction.</summary>
    public SourceSession Session => session;

    /// <summary>Batches of a read's shape.</summary>
    public ColumnBatchPool PoolFor(SourceRead read) =>
        _pool is { } pool && pool.Shape.SequenceEqual(read.Columns) ? pool : _pool = new ColumnBatchPool(read.Columns);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();
}
