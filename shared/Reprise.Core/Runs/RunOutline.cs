namespace Reprise.Core.Runs;

/// <summary>What a run has to do, in names only: all that the decision function needs.</summary>
/// <param name="Sources">Source tables to extract, largest first.</param>
/// <param name="Tables">Table plans.</param>
/// <param name="Lots">Lots in the order of publication.</param>
/// <param name="Parallelism">Steps at once.</param>
/// <param name="RequiresApproval">True when publish waits for an approval.</param>
public sealed record RunOutline(
    IReadOnlyList<string> Sources,
    IReadOnlyList<OutlineTable> Tables,
    IReadOnlyList<string> Lots,
    int Parallelism,
    bool RequiresApproval);

/// <summary>A table plan in an outline.</summary>
/// <param name="Name">Name of the table plan.</param>
/// <param name="Source">Source table it reads.</param>
/// <param name="Lot">Lot it is published with.</param>
/// <param name="DependsOn">Table plans to be resolved first, in an order without cycles.</param>
public sealed record OutlineTable(string Name, string Source, string Lot, IReadOnlyList<string> DependsOn);
