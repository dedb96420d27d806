namespace Reprise.Core.Runs;

/// <summary>
/// How long trouble of the ledger itself is put up with, by the measure of <see cref="RetryPolicy"/>. Only a step that went well between two failures
/// renews it: an attempt that merely took long may have spent its time on failing, and a full disk would be tried for ever.
/// </summary>
public sealed class Patience
{
    private int _failures;

    /// <summary>Failures since the last step that went well.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>True when one more failure is followed by another attempt.</summary>
    public bool Lasts => Failures < RetryPolicy.MaxAttempts - 1;

    /// <summary>A step went well. May be called from several steps at once.</summary>
    public void Renew() => Volatile.Write(ref _failures, 0);

    /// <summary>Something failed.</summary>
    /// <returns>How long to wait before the next attempt.</returns>
    public TimeSpan Fail() => RetryPolicy.DelayAfter(Interlocked.Increment(ref _failures));
}
