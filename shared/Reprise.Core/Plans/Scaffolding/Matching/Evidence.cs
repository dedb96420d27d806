namespace Reprise.Core.Plans.Scaffolding.Matching;

/// <summary>How sure a proposal is, and by what.</summary>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Reasons">What speaks for it, such as <c>name+type</c>.</param>
internal sealed record Evidence(double Confidence, string Reasons)
{
    /// <summary>From here on, a proposal is written as a rule; below, as a comment.</summary>
    public const double Sure = 0.6;

    /// <summary>Below, a proposal is not worth mentioning.</summary>
    public const double Worth = 0.4;

    /// <summary>True when it is written as a rule.</summary>
    public bool IsSure => Confidence >= Sure;
}
