using Reprise.Core.Lineage;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>A source row as it is now, as far as it can be read.</summary>
/// <param name="Trace">The row and what the plan makes of it; null = there is none, or it was not read.</param>
/// <param name="NotRead">Why it was not read: a code; null = it was looked for.</param>
internal sealed record PresentRow(RowTrace? Trace, string? NotRead)
{
    /// <summary>True when the source was asked and has no such row.</summary>
    public bool IsAbsent => Trace is null && NotRead is null;

    /// <summary>What the source says of the spellings of its references, by <see cref="RespelledReference.Question"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Respelling>> Respellings { get; init; } = new Dictionary<string, IReadOnlyList<Respelling>>();
}
