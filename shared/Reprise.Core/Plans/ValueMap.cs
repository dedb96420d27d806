namespace Reprise.Core.Plans;

/// <summary>Texts that take the place of others: exact ones, compared character by character.</summary>
/// <param name="Entries">The texts, each once.</param>
public sealed record ValueMap(IReadOnlyList<MappedText> Entries)
{
    /// <summary>What becomes of a text that is not among them; null = not said: the rule's <c>otherwise</c> if there is one, else quarantine.</summary>
    public MisfitOutcome? Unknown { get; init; }

    /// <summary>Text that takes the place of one that is not among them; null = none does.</summary>
    public string? UnknownText { get; init; }
}

/// <summary>A text and what takes its place.</summary>
/// <param name="From">The text, after the rule's normalisers.</param>
/// <param name="To">What takes its place, in PostgreSQL's input form of the target's type; null = NULL.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record MappedText(string From, string? To, int Line);
