namespace Reprise.Core.Corrections;

/// <summary>A row that a run held back, with what was decided about it; contents sealed.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Key">Canonical source key.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Code from <see cref="Mapping.Reasons"/>.</param>
/// <param name="State">Where it stands.</param>
public sealed record HeldRow(string Table, string Key, string Column, string Reason, HeldRowState State)
{
    /// <summary>The source row, sealed; null where it is not at hand.</summary>
    public byte[]? Source { get; init; }

    /// <summary>Hash of the source row; null where it is not at hand.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>Run that published it later.</summary>
    public string? ReinjectedBy { get; init; }

    /// <summary>Correction that holds for the row as it is; null = none.</summary>
    public SealedCorrection? Correction { get; init; }

    /// <summary>True when a later run held back another source row under the same key: the source has moved on.</summary>
    public bool IsOutdated { get; init; }
}
