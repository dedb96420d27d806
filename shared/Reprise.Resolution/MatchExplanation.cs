namespace Reprise.Resolution;

/// <summary>Why two records match or do not.</summary>
/// <param name="Probability">Probability that they are the same, 0 to 1.</param>
/// <param name="Prior">Bits before anything is compared: negative, since most candidates differ.</param>
/// <param name="Reasons">What each comparison adds.</param>
public sealed record MatchExplanation(double Probability, double Prior, IReadOnlyList<MatchReason> Reasons);
