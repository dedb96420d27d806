using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Runs;

namespace Reprise.Core.Corrections;

/// <summary>Lays corrections over the batches of a snapshot, between the snapshot and the mapper. Only tables that have corrections need one. Not thread-safe.</summary>
public sealed class BatchCorrector
{
    private readonly SnapshotKeys _keys;
    private readonly CorrectionLookup _corrections;
    private readonly RowContent _content;
    private readonly SourceCellWriter _cells;
    private readonly ColumnBatchPool _pool;
    private readonly SourceRead _read;

    /// <summary>A corrector for one table plan.</summary>
    public BatchCorrector(SourceRead read, RunTable table, IReadOnlyList<Correction> corrections)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(corrections);
        _read = read;
        _keys = new SnapshotKeys(read, table);
        _corrections = new CorrectionLookup(corrections);
        _content = new RowContent(read);
        _cells = new SourceCellWriter(read);
        _pool = new ColumnBatchPool(read.Columns);
    }

    /// <summary>Applies the corrections of a batch.</summary>
    /// <param name="batch">Rows as the snapshot has them.</param>
    /// <param name="chunk">Chunk that they are of.</param>
    /// <param name="firstRow">Ordinal in the chunk of the first of them.</param>
    /// <returns>Null when no row of it has one.</returns>
    public CorrectedBatch? Apply(ColumnBatch batch, int chunk, long firstRow)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var originals = new Dictionary<int, (byte[] Content, byte[] Hash)>();
        var changes = new Dictionary<int, IReadOnlyDictionary<int, string?>>();
        var dismissed = new List<int>();
        var uses = new List<CorrectionUse>();
        _content.Begin();
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (_corrections.Find(_keys.Of(batch, row, chunk, firstRow)) is { } corrections)
            {
                originals[row] = (_content.Of(batch, row, out var hash), hash);
                Decide(row, hash, corrections, changes, dismissed, uses);
            }
        }

        return uses.Count == 0 ? null : new CorrectedBatch(batch, changes.Count > 0 ? Copy(batch, changes) : null, originals) { Dismissed = dismissed, Uses = uses };
    }

    private void Decide(int row, byte[] hash, IReadOnlyList<Correction> corrections, Dictionary<int, IReadOnlyDictionary<int, string?>> changes, List<int> dismissed, List<CorrectionUse> uses)
    {
        var cells = new Dictionary<int, string?>();
        var isDismissed = false;
        foreach (var correction in corrections)
        {
            var isApplied = correction.RowHash.Span.SequenceEqual(hash) && Fits(correction);
            uses.Add(new CorrectionUse(correction.Id, isApplied));
            isDismissed |= isApplied && correction.IsDismissed;
            foreach (var (column, text) in isApplied ? correction.Cells : new Dictionary<string, string?>())
            {
                cells[SnapshotKeys.Ordinal(_read, column)] = text;
            }
        }

        if (isDismissed)
        {
            dismissed.Add(row);
        }
        else if (cells.Count > 0)
        {
            changes[row] = cells;
        }
    }

    /// <summary>False when the column is gone or has another type since.</summary>
    private bool Fits(Correction correction) => correction.Cells.All(cell =>
        SnapshotKeys.Ordinal(_read, cell.Key) is >= 0 and var ordinal && _cells.TryAppend(Column.Create(cell.Key, _read.Columns[ordinal].Type), ordinal, cell.Value));

    private ColumnBatch Copy(ColumnBatch batch, Dictionary<int, IReadOnlyDictionary<int, string?>> changes)
    {
        var copy = _pool.Rent();
        for (var i = 0; i < batch.Columns.Count; i++)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                if (changes.TryGetValue(row, out var cells) && cells.TryGetValue(i, out var text))
                {
                    _cells.TryAppend(copy.Columns[i], i, text);
                }
                else
                {
                    AppendFrom(copy.Columns[i], batch.Columns[i], row);
                }
            }
        }

        foreach (var unfit in batch.Unfit.Where(unfit => !(changes.TryGetValue(unfit.Row, out var cells) && cells.ContainsKey(unfit.Column))))
        {
            copy.AddUnfit(unfit);
        }

        return copy;
    }

    private static void AppendFrom(Column copy, Column column, int row)
    {
        if (column.IsNull(row))
        {
            copy.AppendNull();
        }
        else if (column is FixedColumn words)
        {
            ((FixedColumn)copy).Append(words.Values[row]);
        }
        else
        {
            ((VariableColumn)copy).Append(((VariableColumn)column)[row]);
        }
    }
}
