using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Core.Corrections;

/// <summary>Tries corrections before they are kept: every value has to be one that its source column could hold, and the mapper has to accept the row. Not thread-safe.</summary>
public sealed class CorrectionTrial
{
    private readonly SourceRead _read;
    private readonly SourceCellWriter _cells;
    private readonly TableMapper _mapper;
    private readonly SnapshotText _texts;

    /// <summary>Trials for one table plan of a run plan.</summary>
    public CorrectionTrial(RunPlan plan, RunTable table)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(table);
        _read = plan.Source(table.Source);
        _cells = new SourceCellWriter(_read);
        _mapper = new TableMapper(plan, table);
        _texts = new SnapshotText(_read);
    }

    /// <summary>Tries the correction of one row.</summary>
    /// <param name="original">Texts of the source row by column.</param>
    /// <param name="changes">New texts by column; null = NULL.</param>
    public CorrectionVerdict Try(IReadOnlyDictionary<string, string?> original, IReadOnlyDictionary<string, string?> changes)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(changes);
        var misfits = new List<string>();
        using var batch = new ColumnBatchPool(_read.Columns).Rent();
        var isWhole = true;
        for (var i = 0; i < _read.Columns.Count; i++)
        {
            var name = _read.Columns[i].Name;
            if (changes.TryGetValue(name, out var changed))
            {
                Append(batch, i, changed, () => misfits.Add(name));
            }
            else
            {
                var text = original.GetValueOrDefault(name);
                Append(batch, i, text, () => isWhole &= AddUnfit(batch, i, text!));
            }
        }

        if (misfits.Count > 0)
        {
            return new CorrectionVerdict(changes, misfits, null);
        }

        var canonical = Canonical(batch, changes);
        using var mapped = _mapper.Map(batch, chunk: 1, firstRow: 0);
        return new CorrectionVerdict(canonical, [], isWhole && mapped.Quarantined.Count > 0 ? mapped.Quarantined[0] : null);
    }

    private void Append(ColumnBatch batch, int column, string? text, Action refused)
    {
        if (!_cells.TryAppend(batch.Columns[column], column, text))
        {
            refused();
            batch.Columns[column].AppendNull();
        }
    }

    /// <summary>A value of the source that its column's type cannot hold travels beside it, as the reader would have put it.</summary>
    /// <returns>False for a value of which only the length is kept: nothing can be said of the row then.</returns>
    private bool AddUnfit(ColumnBatch batch, int column, string text)
    {
        var reason = text.StartsWith("0000-00-00", StringComparison.Ordinal) ? UnfitReason.ZeroDate
            : text.Contains("-00", StringComparison.Ordinal) ? UnfitReason.PartialDate
            : UnfitReason.OutOfRange;
        batch.AddUnfit(new UnfitValue(0, column, reason, System.Text.Encoding.UTF8.GetBytes(text)));
        return _read.Columns[column].Type.Kind != ValueKind.Binary;
    }

    /// <summary>The changed cells as the source would print them.</summary>
    private Dictionary<string, string?> Canonical(ColumnBatch batch, IReadOnlyDictionary<string, string?> changes)
    {
        var row = new CellRow();
        _texts.Begin();
        _texts.Fill(batch, 0, row);
        return changes.Keys.ToDictionary(
            name => name,
            name => ContentForm.Of(_read.Columns[SnapshotKeys.Ordinal(_read, name)].Type, row, SnapshotKeys.Ordinal(_read, name)),
            StringComparer.Ordinal);
    }
}

/// <summary>What a trial says.</summary>
/// <param name="Cells">Corrected cells as the source would print them.</param>
/// <param name="Misfits">Source columns that cannot hold their new value.</param>
/// <param name="HeldBack">Column and reason for which the mapper would hold the corrected row back; null = it accepts it.</param>
public sealed record CorrectionVerdict(IReadOnlyDictionary<string, string?> Cells, IReadOnlyList<string> Misfits, QuarantinedRow? HeldBack);
