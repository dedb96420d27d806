namespace Reprise.Postgres.Merging;

/// <summary>Some merges must not be carried out. Never leaves the publisher: it resolves again without them.</summary>
internal sealed class HeldMergesException(IReadOnlyList<HeldMerge> held) : Exception
{
    /// <summary>Which, and why.</summary>
    public IReadOnlyList<HeldMerge> Held { get; } = held;
}
