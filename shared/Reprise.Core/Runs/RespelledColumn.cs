namespace Reprise.Core.Runs;

/// <summary>A text column that refers to another one under a collation that ignores case or accents: its values get the spelling of what they refer to, which PostgreSQL compares exactly.</summary>
/// <param name="Column">Source column.</param>
/// <param name="Parent">Source table referred to.</param>
/// <param name="ParentColumn">Its column.</param>
/// <param name="MaxLength">Most characters that the target column takes; 0 = any.</param>
public sealed record RespelledColumn(string Column, string Parent, string ParentColumn, int MaxLength);

/// <summary>Two spellings that are one value to the source. Personal data, as any value.</summary>
/// <param name="From">Spelling of the reference.</param>
/// <param name="To">Spelling of what it refers to.</param>
public sealed record Respelling(string From, string To);
