namespace Reprise.Resolution;

/// <summary>What one comparison says of two records.</summary>
/// <param name="Comparison">Fields compared.</param>
/// <param name="Level">How alike: a name for people.</param>
/// <param name="Bits">What it adds to log2 of the odds; negative = speaks against.</param>
public sealed record MatchReason(string Comparison, string Level, double Bits);
