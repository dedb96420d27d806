using Reprise.Chaos.Faults;

namespace Reprise.Chaos.Results;

/// <summary>How one disturbed run ended.</summary>
/// <param name="Drawn">What was done to it.</param>
/// <param name="Struck">When the fault struck, as a share of an undisturbed run's traffic; null when the run was over before.</param>
/// <param name="End">How it came to its end.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Comparison">What it left.</param>
internal sealed record RunResult(Drawn Drawn, double? Struck, Ending End, double Seconds, Comparison Comparison)
{
    /// <summary>The same end as the undisturbed run.</summary>
    public bool Survived => Comparison.IsEqual;
}

/// <summary>How a run came to its end.</summary>
/// <param name="How">What it took.</param>
/// <param name="Code">Why it had stopped; null when it had not.</param>
internal sealed record Ending(string How, string? Code = null)
{
    /// <summary>Nobody had to do anything.</summary>
    public const string Alone = "alone";

    /// <summary>Somebody said <c>reprise resume</c>.</summary>
    public const string Resumed = "resumed";

    /// <summary>Nobody could bring it to its end.</summary>
    public const string NotAtAll = "not at all";

    /// <summary>Nothing had begun, and somebody said <c>reprise run</c> again.</summary>
    public const string BegunAgain = "begun again";
}
