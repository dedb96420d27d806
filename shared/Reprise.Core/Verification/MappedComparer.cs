using System.Text;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification.Comparison;
using Reprise.Core.Verification.Expected;

namespace Reprise.Core.Verification;

/// <summary>Compares the records of a mapped table plan with its source, some thousand rows at a time: each is looked up through the crosswalk and compared cell by cell.</summary>
public sealed class MappedComparer
{
    /// <summary>Most rows looked up at once.</summary>
    private const int Lookup = 8_192;

    /// <summary>Bytes of expected cells after which fewer rows are looked up.</summary>
    private const int LookupBytes = 16 << 20;

    private readonly RunTable _table;
    private readonly ExpectedRecord _record;
    private readonly TextCorrector _corrector;
    private readonly DifferenceList _differences;
    private readonly Func<IReadOnlyList<RecordKeys>, IAsyncEnumerable<FoundRecord>> _find;
    private readonly List<CellRow> _expected = [];
    private readonly List<RecordKeys> _keys = [];
    private readonly IReadOnlyList<SpokenCell> _spoken;
    private readonly CellRow _found;
    private readonly FilledCells _filled;
    private readonly HashSet<(string Key, string Column)> _given;

    // Rows that wait to be looked up need not keep large cells, unless PostgreSQL is to work something out from them.
    private readonly bool _digestsLarge;
    private long _bytes;
    private long _rows;
    private long _records;
    private long _heldBack;

    private MappedComparer(
        RunPlan plan,
        RunTable table,
        IReadOnlyDictionary<string, IReadOnlyList<Respelling>> respellings,
        FilledByOthers filled,
        IReadOnlyList<Correction> corrections,
        Func<IReadOnlyList<RecordKeys>, IAsyncEnumerable<FoundRecord>> find)
    {
        _table = table;
        _find = find;
        _record = new ExpectedRecord(plan, table, respellings);
        _corrector = new TextCorrector(plan.Source(table.Source), corrections);
        _spoken = SpokenCell.Of(table);
        _digestsLarge = _spoken.Count == 0;
        _found = new CellRow(_digestsLarge);
        _differences = new DifferenceList(_record.Columns);
        _filled = new FilledCells(filled.Filled, _record.Columns);
        _given = [.. filled.Given.Select(cell => (cell.Key, cell.Column))];
    }

    /// <summary>Compares.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="respellings">What the source says of the spellings of references, by <see cref="RespelledReference.Question"/>.</param>
    /// <param name="filled">Cells that other rows than the record's own filled.</param>
    /// <param name="corrections">Corrections that the run laid over its source rows.</param>
    /// <param name="source">All rows of the source; the row is reused.</param>
    /// <param name="find">Looks rows up in the target, in the order asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TableComparison> CompareAsync(
        RunPlan plan,
        RunTable table,
        IReadOnlyDictionary<string, IReadOnlyList<Respelling>> respellings,
        FilledByOthers filled,
        IReadOnlyList<Correction> corrections,
        IAsyncEnumerable<CellRow> source,
        Func<IReadOnlyList<RecordKeys>, IAsyncEnumerable<FoundRecord>> find,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(filled);
        var comparer = new MappedComparer(plan, table, respellings, filled, corrections, find);
        await foreach (var row in source.WithCancellation(cancellationToken))
        {
            comparer.Add(row);
            if (comparer._keys.Count == Lookup || comparer._bytes >= LookupBytes)
            {
                await comparer.LookUpAsync(cancellationToken);
            }
        }

        await comparer.LookUpAsync(cancellationToken);
        comparer._filled.Compare(comparer._differences);
        return comparer._differences.Result(table, comparer._rows, comparer._records, comparer._heldBack);
    }

    private void Add(CellRow row)
    {
        var key = _record.HasKey ? _record.KeyOf(row) : SourceKey.Ordinal(1, _rows);
        _rows++;
        while (_expected.Count <= _keys.Count)
        {
            _expected.Add(new CellRow(_digestsLarge));
        }

        var expected = _expected[_keys.Count];
        if (key is null || _corrector.Apply(key, row) is not { } corrected)
        {
            _heldBack++;
            return;
        }

        if (_record.IsFiltered(corrected))
        {
            AddFiltered(key, corrected, expected);
            return;
        }

        if (!_record.TryExpect(corrected, expected))
        {
            // Whether it is in quarantine is asked by its key; a row without one is there under its ordinal.
            _heldBack++;
            return;
        }

        _filled.Give(key, expected);
        _bytes += expected.Written.Length;
        _keys.Add(new RecordKeys(key, [.. References(expected)], [.. _spoken.Select(cell => cell.TextOf(expected))]));
    }

    /// <summary>A row that the plan leaves out has no record, unless another table plan makes it.</summary>
    private void AddFiltered(string key, CellRow row, CellRow expected)
    {
        if (_record.IsMadeByAnother(row))
        {
            _heldBack++;
            return;
        }

        // No cells are expected of it.
        expected.Clear();
        _keys.Add(new RecordKeys(key, [.. _table.Rules.OfType<ReferenceRule>().Select(_ => (string?)null)], [.. _spoken.Select(_ => (string?)null)]));
    }

    private IEnumerable<string?> References(CellRow expected)
    {
        for (var i = 0; i < _table.Rules.Count; i++)
        {
            if (_table.Rules[i] is ReferenceRule)
            {
                yield return expected.IsNull(i) ? null : Encoding.UTF8.GetString(expected[i]);
            }
        }
    }

    private async Task LookUpAsync(CancellationToken cancellationToken)
    {
        if (_keys.Count == 0)
        {
            return;
        }

        var next = 0;
        await foreach (var found in _find(_keys).WithCancellation(cancellationToken))
        {
            Compare(_keys[next], _expected[next], found);
            next++;
        }

        if (next != _keys.Count)
        {
            throw new InvalidOperationException($"Asked for {_keys.Count} records of {_table.Name}, got {next}.");
        }

        _keys.Clear();
        _bytes = 0;
    }

    private void Compare(RecordKeys keys, CellRow expected, FoundRecord found)
    {
        if (expected.Count == 0)
        {
            CompareAbsent(keys, found);
            return;
        }

        if (found.State is RecordState.HeldBack or RecordState.Merged)
        {
            _heldBack++;
            CompareGiven(keys, expected, found);
        }
        else if (found.State == RecordState.Missing)
        {
            _differences.AddMissing(SourceKey.Shown(keys.Key));
        }
        else
        {
            _records++;
            CompareCells(keys, expected, found);
        }
    }

    /// <summary>A record that an earlier run made of the row, before the plan left it out or the row changed, is as one whose row was deleted since.</summary>
    private void CompareAbsent(RecordKeys keys, FoundRecord found)
    {
        _heldBack++;
        if (found is { IsOfRun: true, State: RecordState.Found or RecordState.Merged })
        {
            _differences.AddUnexpected(SourceKey.Shown(keys.Key));
        }
    }

    /// <summary>A row that is part of another entity's record answers for the cells that it filled there.</summary>
    private void CompareGiven(RecordKeys keys, CellRow expected, FoundRecord found)
    {
        for (var i = 0; _given.Count > 0 && found.State == RecordState.Merged && i < _record.Columns.Count; i++)
        {
            if (_given.Contains((keys.Key, _record.Columns[i].Name)))
            {
                Take(found, i);
                CompareCell(keys, expected, i);
            }
        }
    }

    private void CompareCells(RecordKeys keys, CellRow expected, FoundRecord found)
    {
        var derived = 0;
        for (var i = 0; i < _record.Columns.Count; i++)
        {
            if (_table.Rules[i] is ReferenceRule or DerivedRule)
            {
                CompareDerived(keys, expected, found, i, derived++);
                continue;
            }

            Take(found, i);
            if (!_filled.TryTake(keys.Key, i, _found))
            {
                CompareCell(keys, expected, i);
            }
        }
    }

    private void Take(FoundRecord found, int column)
    {
        _found.Clear();
        if (found.Cells.IsNull(column))
        {
            _found.AppendNull();
        }
        else
        {
            TargetForm.AppendFound(_record.Columns[column].Type, found.Cells[column], _found);
        }
    }

    private void CompareCell(RecordKeys keys, CellRow expected, int column)
    {
        if (!expected.CellEquals(column, _found, 0))
        {
            _differences.AddCell(SourceKey.Shown(keys.Key), column, expected, _found, 0);
        }
    }

    /// <summary>The cell holds the id of the record that the parent's key leads to, or what PostgreSQL works out from the expected cells.</summary>
    private void CompareDerived(RecordKeys keys, CellRow expected, FoundRecord found, int column, int derived)
    {
        if (!found.Cells.CellEquals(column, found.Derived, derived))
        {
            _differences.AddCell(SourceKey.Shown(keys.Key), column, expected, found.Cells, column);
        }
    }
}
