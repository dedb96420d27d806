namespace Reprise.Core.Quality;

/// <summary>What a value has to be: exactly one of the three is given. Values are in PostgreSQL's input form.</summary>
public sealed record ValueTest
{
    /// <summary>Regular expression of PostgreSQL (https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP) that the value as text matches; null = none.</summary>
    public string? Matches { get; init; }

    /// <summary>Values allowed; empty = any.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>Smallest and largest value allowed, both included; empty = any.</summary>
    public IReadOnlyList<string> Between { get; init; } = [];
}
