namespace Reprise.Pipeline.Quarantine;

/// <summary>What <c>reprise quarantine list --json</c> prints. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">Run that held the rows back.</param>
/// <param name="Entity">Its entity.</param>
/// <param name="Rows">Rows by state: <c>held</c>, <c>fixed</c>, <c>dismissed</c>, <c>reinjected</c>.</param>
/// <param name="Groups">Rows by table plan, column, reason and state.</param>
public sealed record QuarantineDocument(string Run, string Entity, IReadOnlyDictionary<string, long> Rows, IReadOnlyList<QuarantineGroupDocument> Groups);

/// <summary>Rows held back for one reason.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Label">The reason in French.</param>
/// <param name="Remedy">What would put the rows right, in French.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Rows">How many.</param>
/// <param name="Keys">Source keys of some of them, masked.</param>
public sealed record QuarantineGroupDocument(string Table, string Column, string Reason, string Label, string Remedy, string State, long Rows, IReadOnlyList<string> Keys);
