using Reprise.Core.Plans.Scaffolding.Matching;

namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>A proposed rule.</summary>
/// <param name="Target">Target column.</param>
/// <param name="Rule">The rule as YAML.</param>
/// <param name="Sources">Source columns that it reads.</param>
/// <param name="Evidence">How sure it is, and by what.</param>
internal sealed record ColumnDraft(NamedTargetColumn Target, string Rule, IReadOnlyList<string> Sources, Evidence Evidence)
{
    /// <summary>Table plan that it refers to; null for other rules.</summary>
    public string? Parent { get; init; }

    /// <summary>What the reader should look at; empty = nothing.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>Why it is written as a comment although it is sure; null = it is not.</summary>
    public string? Blocked { get; init; }

    /// <summary>True when it is written as a rule.</summary>
    public bool IsSure => Evidence.IsSure && Blocked is null;
}
