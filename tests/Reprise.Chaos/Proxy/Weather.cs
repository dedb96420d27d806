namespace Reprise.Chaos.Proxy;

/// <summary>What happens to what passes a proxy.</summary>
internal sealed class Weather
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Weather()
    {
    }

    /// <summary>Everything passes.</summary>
    public static Weather Fair { get; } = new();

    /// <summary>Status that every request is answered with; 0 = requests reach the server.</summary>
    public int Status { get; private init; }

    /// <summary>What everything has to pass through; null = nothing narrow.</summary>
    public Link? Link { get; private init; }

    /// <summary>True when nothing passes.</summary>
    public bool IsStanding { get; private init; }

    /// <summary>Completed when another weather has come.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Nothing passes.</summary>
    public static Weather Standing() => new() { IsStanding = true };

    /// <summary>Little passes.</summary>
    public static Weather Slow(Link link) => new() { Link = link };

    /// <summary>Requests are answered with an error.</summary>
    public static Weather Answering(int status) => new() { Status = status };

    /// <summary>Another weather has come.</summary>
    public void End()
    {
        if (this != Fair)
        {
            _ended.TrySetResult();
        }
    }
}
