namespace Reprise.Core.Quality;

/// <summary>A group whose sums differ by more than the tolerance.</summary>
/// <param name="Group">Its values, joined by <c> / </c>; what is no short number or date is masked.</param>
/// <param name="Source">Sum of all rows read.</param>
/// <param name="HeldBack">Of these, the sum of rows in quarantine.</param>
/// <param name="Published">Sum that the records of the target hold or would hold.</param>
public sealed record GroupDifference(string Group, decimal Source, decimal HeldBack, decimal Published)
{
    /// <summary>What is missing in the target (above zero) or too much (below).</summary>
    public decimal Difference => Source - HeldBack - Published;
}
