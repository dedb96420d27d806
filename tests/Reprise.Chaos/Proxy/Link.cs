namespace Reprise.Chaos.Proxy;

/// <summary>A narrow line, shared by all connections that pass it.</summary>
/// <param name="rate">Bytes a second, both directions together.</param>
internal sealed class Link(double rate)
{
    private readonly Lock _lock = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private TimeSpan _free;

    /// <summary>How long a piece has to wait until it is through.</summary>
    public TimeSpan Reserve(int bytes)
    {
        lock (_lock)
        {
            var now = TimeProvider.System.GetElapsedTime(_start);
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds(bytes / rate);
            return _free - now;
        }
    }
}
