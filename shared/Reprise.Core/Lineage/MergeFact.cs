using Reprise.Core.Ports;

namespace Reprise.Core.Lineage;

/// <summary>Why a row became part of another one's record without an equal key.</summary>
/// <param name="Match">What matching found.</param>
/// <param name="DecidedBy">Who decided about the pair; null = nobody.</param>
/// <param name="DecidedAt">When; null = nobody did.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record MergeFact(FoundMatch Match, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason);
