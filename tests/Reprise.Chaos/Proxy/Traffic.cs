namespace Reprise.Chaos.Proxy;

/// <summary>Counts what passes between Reprise and its servers: the clock by which faults strike, since bytes do not depend on how busy the machine is.</summary>
internal sealed class Traffic
{
    private readonly Lock _lock = new();
    private readonly List<(long Bytes, TaskCompletionSource Reached)> _waiting = [];
    private long _bytes;

    /// <summary>Bytes so far, both directions.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Bytes passed.</summary>
    public void Add(int bytes)
    {
        lock (_lock)
        {
            _bytes += bytes;
            foreach (var waiting in _waiting.Where(waiting => waiting.Bytes <= _bytes))
            {
                waiting.Reached.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Reached.Task.IsCompleted);
        }
    }

    /// <summary>Completes when that much has passed.</summary>
    public Task ReachAsync(long bytes)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((bytes, reached));
        }

        Add(0);
        return reached.Task;
    }
}
