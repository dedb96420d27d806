namespace Reprise.Core.Quality;

/// <summary>A threshold and, nearer to the ideal, a level below which the report warns.</summary>
/// <param name="Value">The threshold itself is within.</param>
/// <param name="IsFloor">True: a measure is to be at least that. False: at most.</param>
/// <param name="Warn">Level that is warned about when missed; null = none.</param>
public sealed record GateLimit(decimal Value, bool IsFloor, decimal? Warn = null)
{
    /// <summary>True when a measure keeps to the threshold.</summary>
    public bool Allows(decimal measure) => IsWithin(measure, Value);

    /// <summary>True when a measure that keeps to the threshold misses the level of warning.</summary>
    public bool IsWarnedAbout(decimal measure) => Warn is { } level && !IsWithin(measure, level);

    private bool IsWithin(decimal measure, decimal level) => IsFloor ? measure >= level : measure <= level;
}
