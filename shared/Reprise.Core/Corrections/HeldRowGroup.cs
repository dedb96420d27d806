namespace Reprise.Core.Corrections;

/// <summary>Rows of a run that were held back for one reason and stand at one state.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Code from <see cref="Mapping.Reasons"/>.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Rows">How many.</param>
/// <param name="Keys">Canonical source keys of some of them.</param>
public sealed record HeldRowGroup(string Table, string Column, string Reason, HeldRowState State, long Rows, IReadOnlyList<string> Keys);
