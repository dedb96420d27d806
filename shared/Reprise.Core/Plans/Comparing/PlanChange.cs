namespace Reprise.Core.Plans.Comparing;

/// <summary>What one version of a plan says otherwise than another.</summary>
/// <param name="Place">Where: dotted names, such as <c>organisation.columns.phone</c>.</param>
/// <param name="Before">What was said, as the plan's YAML; null = nothing.</param>
/// <param name="After">What is said; null = nothing.</param>
public sealed record PlanChange(string Place, string? Before, string? After)
{
    /// <inheritdoc/>
    public override string ToString() => (Before, After) switch
    {
        (null, _) => $"+ {Place}: {After}",
        (_, null) => $"- {Place}: {Before}",
        _ => $"~ {Place}: {Before} → {After}",
    };
}
