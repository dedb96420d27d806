namespace Reprise.Core.Runs;

/// <summary>Which rows a chunk is of that is no key range: those above a watermark, or those with given keys.</summary>
public sealed record RowSelection
{
    /// <summary>Watermark column; null = none.</summary>
    public string? Watermark { get; init; }

    /// <summary>Lowest value, included, as the source prints it. Rows without a value, or with a zero date, are among them.</summary>
    public string? Since { get; init; }

    /// <summary>Canonical source keys: rows with these, but for those above the watermark and those in <see cref="Except"/>. Null = rows above the watermark.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Key ranges that other chunks are of.</summary>
    public IReadOnlyList<ChunkRange> Except { get; init; } = [];

    /// <summary>True when there is nothing to read.</summary>
    public bool IsEmpty => Keys is { Count: 0 };
}
