namespace Reprise.Core.Corrections;

/// <summary>What a person decided about one source row that was held back. Holds only as long as the source row is what it was.</summary>
/// <param name="Id">Number in the ledger.</param>
/// <param name="Key">Canonical source key of the row, see <see cref="Mapping.SourceKey"/>.</param>
/// <param name="RowHash">SHA-256 of the source row that the person saw, see <see cref="RowHash"/>.</param>
/// <param name="IsDismissed">True: the row is left out. False: <paramref name="Cells"/> take the place of the source's.</param>
/// <param name="Cells">Corrected texts by source column, in the form of <see cref="ContentForm"/>; null = NULL. Personal data.</param>
public sealed record Correction(long Id, string Key, ReadOnlyMemory<byte> RowHash, bool IsDismissed, IReadOnlyDictionary<string, string?> Cells);

/// <summary>A correction whose row a run came across.</summary>
/// <param name="Id">Number of the correction.</param>
/// <param name="IsApplied">False when the source row is another one by now, so that the source was followed.</param>
public readonly record struct CorrectionUse(long Id, bool IsApplied);
