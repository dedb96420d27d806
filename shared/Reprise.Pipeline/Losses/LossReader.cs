using System.Text.Json;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Masking;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Losses;

/// <summary>Everything that a run changed or held back, and on demand, which rows exactly.</summary>
public sealed class LossReader(IRunLedger runs, ILossLedger losses, ILedgerSeal seal)
{
    /// <summary>Reads what is kept of a run.</summary>
    /// <param name="run">Run.</param>
    /// <param name="table">Table plan; null = all.</param>
    /// <param name="unsealedBy">Who wants to see keys and rows, for the audit trail; null = masked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>.</exception>
    public async Task<LossDocument> ReadAsync(RunId run, string? table, string? unsealedBy, CancellationToken cancellationToken)
    {
        await runs.GetAsync(run, cancellationToken);
        var isOpen = unsealedBy is not null;
        if (unsealedBy is not null)
        {
            await losses.RecordUnsealedAsync(run, unsealedBy, cancellationToken);
        }

        var coercions = await losses.ListCoercionsAsync(run, table, cancellationToken);
        var rows = new List<HeldBackDocument>();
        await foreach (var row in losses.ListQuarantineAsync(run, table, cancellationToken))
        {
            rows.Add(new HeldBackDocument(row.Table, isOpen ? row.Key : ValueMask.Mask(row.Key), row.Column, row.Reason, isOpen ? Content(run, row) : null));
        }

        return new LossDocument(
            run.Value,
            [.. coercions.Select(coercion => Document(coercion, isOpen ? [.. coercion.Keys.SelectMany(keys => ChangedKeys.Read(seal.Open(run, coercion.Table, keys)))] : null))],
            rows);
    }

    private static CoercionDocument Document(SealedCoercion coercion, IReadOnlyList<(string Key, string? Original)>? rows) => new(
        coercion.Table,
        coercion.Column,
        coercion.Rule,
        coercion.Count,
        coercion.Samples,
        rows is null ? null : [.. rows.Select(row => row.Key)])
    {
        Originals = rows is null || rows.All(row => row.Original is null) ? null : [.. rows.Select(row => row.Original)],
    };

    private JsonElement? Content(RunId run, SealedRow row) =>
        row.Content is null ? null : JsonSerializer.Deserialize<JsonElement>(seal.Open(run, row.Table, row.Content));
}
