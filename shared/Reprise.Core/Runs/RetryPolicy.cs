namespace Reprise.Core.Runs;

/// <summary>How often and how soon a step that failed in passing is tried again. The only place where steps are retried.</summary>
public static class RetryPolicy
{
    /// <summary>Attempts before the run fails (and can be resumed).</summary>
    public const int MaxAttempts = 6;

    /// <summary>Wait before the first retry; doubled each time.</summary>
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>Wait before the next attempt after <paramref name="failures"/> failures in a row.</summary>
    public static TimeSpan DelayAfter(int failures) => failures switch
    {
        <= 0 => TimeSpan.Zero,
        _ => TimeSpan.FromTicks(Math.Min(MaxDelay.Ticks, FirstDelay.Ticks << Math.Min(failures - 1, 10))),
    };
}
