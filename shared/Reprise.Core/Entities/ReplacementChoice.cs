namespace Reprise.Core.Entities;

/// <summary>What takes the place of values of a replicated NOT NULL column that PostgreSQL has no form for, such as zero dates. By itself their rows go to quarantine.</summary>
/// <param name="Table">Source table.</param>
/// <param name="Column">Source column.</param>
/// <param name="Value">The value, in PostgreSQL's input form.</param>
/// <param name="Line">Line in the entity's file, from 1.</param>
public sealed record ReplacementChoice(string Table, string Column, string Value, int Line);
