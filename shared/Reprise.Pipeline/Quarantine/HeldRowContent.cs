using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quarantine;

/// <summary>A row held back, unsealed.</summary>
/// <param name="Original">Texts of the source row by column.</param>
/// <param name="Correction">What was decided about it; null = nothing.</param>
internal sealed record HeldRowContent(IReadOnlyDictionary<string, string?> Original, CorrectionContent? Correction)
{
    /// <summary>Opens a row; null when its source row is not at hand.</summary>
    public static HeldRowContent? Open(ILedgerSeal seal, RunId run, HeldRow row) => row.Source is null
        ? null
        : new HeldRowContent(
            ContentForm.Read(seal.Open(run, row.Table, row.Source)),
            row.Correction is { } correction ? CorrectionContent.Read(seal.Open(correction.Run, correction.Table, correction.Content)) : null);

    /// <summary>What a person is shown of a cell: the corrected text where there is one.</summary>
    public string? Shown(string column) =>
        Correction is not null && Correction.Cells.TryGetValue(column, out var corrected) ? corrected : Original.GetValueOrDefault(column);
}
