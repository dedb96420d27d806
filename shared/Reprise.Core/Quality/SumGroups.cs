namespace Reprise.Core.Quality;

/// <summary>How a figure is added up on both sides.</summary>
/// <param name="By">Target columns whose values make the groups; empty = one sum.</param>
/// <param name="Source">Source column that holds the figure; null = the one that the plan fills the target column from.</param>
/// <param name="SourceBy">Source columns of the groups, in the order of <paramref name="By"/>; empty = those that the plan fills the target columns from.</param>
public sealed record SumGroups(IReadOnlyList<GroupColumn> By, string? Source, IReadOnlyList<GroupColumn> SourceBy);
