using System.Collections.Concurrent;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Sources;

/// <summary>The open consistent points of this node, one per run: planning opens it, extraction reads through it, the end of extraction closes it.</summary>
/// <remarks>An open point costs the source its old row versions, and this process a read buffer per connection as large as the largest row was.</remarks>
internal sealed class ConsistentPoints(ISource source, SourceConnections connections) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RunLease, IConsistentPoint> _open = new();
    private readonly ConcurrentDictionary<RunLease, ConcurrentDictionary<string, bool>> _unread = new();

    /// <summary>Opens the run's point, closing one of an earlier epoch.</summary>
    public async Task<IConsistentPoint> OpenAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken)
    {
        await CloseAsync(lease.Run);
        var point = await source.OpenPointAsync(connections.For(lease.Run.Entity), plan.SourceTables, plan.Parallelism, cancellationToken);
        _unread[lease] = new(plan.Sources.Select(read => KeyValuePair.Create(read.Table.Name, true)), StringComparer.Ordinal);
        _open[lease] = point;
        return point;
    }

    /// <summary>Says that a table of the run was read to its end. After the last one the point is closed; where other nodes read some of them, <see cref="CloseAsync"/> does it.</summary>
    public async Task ReleaseAsync(RunLease lease, string table)
    {
        if (_unread.TryGetValue(lease, out var unread) && unread.TryRemove(table, out _) && unread.IsEmpty)
        {
            await CloseAsync(lease.Run);
        }
    }

    /// <summary>The point that planning opened on this node.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SourcePointLost"/> when it did so elsewhere or it is gone.</exception>
    public IConsistentPoint Get(RunLease lease) => _open.TryGetValue(lease, out var point) && !point.IsBroken
        ? point
        : throw new RepriseException(ErrorCodes.SourcePointLost, "This node holds no open transaction on the source for the run; it is opened again.", isTransient: true);

    /// <summary>Closes the run's point, if it is open here.</summary>
    public async Task CloseAsync(RunId run)
    {
        foreach (var lease in _open.Keys.Where(lease => lease.Run == run))
        {
            _unread.TryRemove(lease, out _);
            if (_open.TryRemove(lease, out var point))
            {
                await point.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lease in _open.Keys)
        {
            await CloseAsync(lease.Run);
        }
    }
}
