using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Verification.Comparison;

namespace Reprise.Core.Verification;

/// <summary>Cells whose value is that of a row merged into the record: both are kept until the last row has been read, then compared. Memory: two cells per filled column.</summary>
internal sealed class FilledCells
{
    private readonly IReadOnlyList<TargetColumn> _columns;
    private readonly Dictionary<(string Key, int Column), FilledCell> _fills = [];
    private readonly HashSet<(string Key, int Column)> _foreign = [];
    private readonly HashSet<string> _donors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CellRow> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, int Column), CellRow> _found = [];

    public FilledCells(IReadOnlyList<FilledCell> fills, IReadOnlyList<TargetColumn> columns)
    {
        _columns = columns;
        foreach (var fill in fills)
        {
            if (fill.FromEntity is not null)
            {
                _foreign.Add((fill.Key, Ordinal(fill.Column)));
                continue;
            }

            _fills[(fill.Key, Ordinal(fill.Column))] = fill;
            _donors.Add(fill.FromKey);
        }
    }

    /// <summary>Keeps what is expected of a row, if a record has a value of it.</summary>
    public void Give(string key, CellRow expected)
    {
        if (_donors.Contains(key))
        {
            var kept = new CellRow();
            for (var i = 0; i < expected.Count; i++)
            {
                Copy(expected, i, kept);
            }

            _given[key] = kept;
        }
    }

    /// <summary>Keeps the cell of a record, if it is another row's.</summary>
    /// <returns>False: it is the record's own.</returns>
    public bool TryTake(string key, int column, CellRow found)
    {
        if (_foreign.Contains((key, column)))
        {
            return true;
        }

        if (_fills.Count == 0 || !_fills.ContainsKey((key, column)))
        {
            return false;
        }

        var kept = new CellRow();
        Copy(found, 0, kept);
        _found[(key, column)] = kept;
        return true;
    }

    /// <summary>Compares the cells kept. A record that is gone was counted when it was looked up.</summary>
    public void Compare(DifferenceList differences)
    {
        var nothing = new CellRow();
        foreach (var _ in _columns)
        {
            nothing.AppendNull();
        }

        foreach (var ((key, column), found) in _found)
        {
            var given = _given.GetValueOrDefault(_fills[(key, column)].FromKey, nothing);
            if (!given.CellEquals(column, found, 0))
            {
                differences.AddCell(SourceKey.Shown(key), column, given, found, 0);
            }
        }
    }

    private static void Copy(CellRow from, int cell, CellRow to)
    {
        if (from.IsNull(cell))
        {
            to.AppendNull();
        }
        else
        {
            to.Append(from[cell]);
        }
    }

    private int Ordinal(string column)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            if (_columns[i].Name == column)
            {
                return i;
            }
        }

        return -1;
    }
}
