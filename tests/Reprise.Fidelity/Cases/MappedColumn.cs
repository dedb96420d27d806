namespace Reprise.Fidelity.Cases;

/// <summary>A column of the application that a mapped plan fills from column <c>v</c> of the case.</summary>
/// <param name="Type">Its type and nullability in PostgreSQL.</param>
/// <param name="Answer">What the plan makes of it.</param>
public sealed record MappedColumn(string Type, params string[] Answer)
{
    /// <summary>The rest of the column's rule, in YAML, after <c>from: v</c>.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary>What the plan makes of it where the source is MySQL; null = the same.</summary>
    public string[]? AnswerOnMySql { get; init; }

    /// <summary>A constraint of the application's table; empty = none.</summary>
    public string Constraint { get; init; } = string.Empty;
}
