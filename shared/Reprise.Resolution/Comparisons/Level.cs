namespace Reprise.Resolution.Comparisons;

/// <summary>One outcome of a comparison, from unlike to alike.</summary>
/// <param name="Name">Name for explanations.</param>
/// <param name="Matching">Share of the matching pairs expected here before the data is looked at; the levels of a comparison add up to 1.</param>
/// <param name="Other">The same of the other pairs.</param>
public sealed record Level(string Name, double Matching, double Other);
