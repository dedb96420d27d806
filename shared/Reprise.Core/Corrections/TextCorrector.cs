using System.Text;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Core.Corrections;

/// <summary>Lays corrections over rows of texts: what verification expects of a corrected row is what it was corrected to. Not thread-safe.</summary>
public sealed class TextCorrector(SourceRead read, IReadOnlyList<Correction> corrections)
{
    private readonly CorrectionLookup _corrections = new(corrections);
    private readonly CellRow _corrected = new();

    /// <summary>True when no row has a correction.</summary>
    public bool IsEmpty => corrections.Count == 0;

    /// <summary>The row as it was corrected; valid until the next call.</summary>
    /// <param name="key">Canonical source key; null where a row has none.</param>
    /// <param name="row">Row as the source prints it.</param>
    /// <returns>Null when a person left it out.</returns>
    public CellRow? Apply(string? key, CellRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (IsEmpty || key is null || _corrections.Find(Encoding.UTF8.GetBytes(key)) is not { } found)
        {
            return row;
        }

        var hash = RowHash.Of(row);
        var valid = found.Where(correction => correction.RowHash.Span.SequenceEqual(hash)).ToList();
        return valid.Exists(correction => correction.IsDismissed) ? null : Corrected(row, valid);
    }

    private CellRow Corrected(CellRow row, List<Correction> valid)
    {
        var cells = new Dictionary<int, string?>();
        foreach (var (column, text) in valid.SelectMany(correction => correction.Cells))
        {
            cells[SnapshotKeys.Ordinal(read, column)] = text;
        }

        _corrected.Clear();
        for (var i = 0; i < row.Count; i++)
        {
            if (!cells.TryGetValue(i, out var text))
            {
                _corrected.AppendFrom(row, i);
            }
            else if (text is not null && ContentForm.TryGetBytes(read.Columns[i].Type, text, out var bytes))
            {
                _corrected.Append(bytes);
            }
            else
            {
                _corrected.AppendNull();
            }
        }

        return _corrected;
    }
}
