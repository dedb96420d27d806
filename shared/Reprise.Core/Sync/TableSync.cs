using Reprise.Core.Runs;

namespace Reprise.Core.Sync;

/// <summary>How a run reads one source table, and the proof that it skipped nothing. Kept in the ledger; holds no row's content.</summary>
/// <param name="Source">Source table.</param>
/// <param name="Method">How it finds what changed.</param>
/// <param name="Reason">Why so: a code of <see cref="SyncReason"/>.</param>
public sealed record TableSync(string Source, SyncMethod Method, string Reason)
{
    /// <summary>Most rows that are read again by key; with more, everything is.</summary>
    public const int MostAgain = 20_000;

    /// <summary>Run whose state of the source is the one that is compared with; null = everything is read.</summary>
    public string? BasedOn { get; init; }

    /// <summary>Fingerprint of the code that maps: values may become others by another one.</summary>
    public string Mapping { get; init; } = string.Empty;

    /// <summary>Watermark column; null = none.</summary>
    public string? Watermark { get; init; }

    /// <summary>From where rows are read, included; null = from the start. Rows without a value are always read.</summary>
    public string? From { get; init; }

    /// <summary>Up to where this run has seen everything.</summary>
    public string? To { get; init; }

    /// <summary>Rows of the table at the point that is read; null before it is read, or where they are not counted apart.</summary>
    public long? Rows { get; init; }

    /// <summary>Key ranges whose digests were compared.</summary>
    public int Ranges { get; init; }

    /// <summary>Those of them with the same digest as before.</summary>
    public int EqualRanges { get; init; }

    /// <summary>Keys of the source that were compared one by one with those known.</summary>
    public long KeysCompared { get; init; }

    /// <summary>Rows read again although they may not have changed: those held back, corrected, decided about, with a reference that found nothing, or sharing a record that rows fill together.</summary>
    public long Again { get; init; }

    /// <summary>Rows whose key was not known and that the watermark did not show: committed later than the overlap allows for.</summary>
    public long Late { get; init; }

    /// <summary>Key ranges in which known keys were looked for and not found; one open range = the whole table.</summary>
    public IReadOnlyList<ChunkRange> Compared { get; init; } = [];

    /// <summary>True when every row is read.</summary>
    public bool IsFull => Method == SyncMethod.Full;

    /// <summary>Reads everything after all.</summary>
    public TableSync InFull(string reason) => this with { Method = SyncMethod.Full, Reason = reason, BasedOn = null, From = null, Ranges = 0, EqualRanges = 0, KeysCompared = 0, Again = 0, Late = 0, Compared = [] };
}

/// <summary>Digest of the rows of a key range at the point that a run read.</summary>
/// <param name="Range">Key range.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Digest">What the source makes of them; null = it could not: the range counts as changed.</param>
public sealed record RangeDigest(ChunkRange Range, long Rows, string? Digest);
