using System.Globalization;
using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;

namespace Reprise.Core.Hazards;

/// <summary>Finds in the rows of one source table what is a hazard whatever the plan: dates that are none, bytes that are no text, U+0000, mojibake, a tinyint(1) that is no boolean.</summary>
internal sealed class SourceScan
{
    private readonly SourceRead _read;
    private readonly SortedDictionary<(int Column, string Code), Tally> _tallies = [];
    private readonly bool[] _isBooleanLike;

    /// <summary>A scan of one read.</summary>
    public SourceScan(SourceRead read)
    {
        _read = read;
        _isBooleanLike = [.. read.Columns.Select(column => IsBooleanLike(read.Table.Find(column.Name)!))];
    }

    /// <summary>Scans a batch.</summary>
    public void Add(ColumnBatch batch)
    {
        foreach (var unfit in batch.Unfit)
        {
            Tally(unfit.Column, CodeOf(unfit.Reason)).Add(unfit.Original.Span);
        }

        for (var i = 0; i < batch.Columns.Count; i++)
        {
            if (batch.Columns[i] is VariableColumn { Type.Kind: ValueKind.Text or ValueKind.TextSet } text)
            {
                ScanText(i, text);
            }
            else if (_isBooleanLike[i] && batch.Columns[i] is FixedColumn { Type.Kind: ValueKind.Int16 } number)
            {
                ScanNumbers(i, number);
            }
        }
    }

    /// <summary>What was found, by column.</summary>
    public IEnumerable<Hazard> Hazards() => _tallies.Select(entry => Advice.For(
        entry.Key.Code,
        _read.Table,
        _read.Table.Find(_read.Columns[entry.Key.Column].Name),
        entry.Value));

    private void ScanText(int index, VariableColumn column)
    {
        // One look at the bytes of all rows settles most columns.
        var hasNul = column.Bytes.Contains((byte)0);
        if (!hasNul && column.Bytes.IndexOf((byte)0xC3) < 0)
        {
            return;
        }

        for (var row = 0; row < column.Count; row++)
        {
            if (column.IsNull(row))
            {
                continue;
            }

            var text = column[row];
            if (hasNul && text.Contains((byte)0))
            {
                Tally(index, Reasons.NulInText).Add(text);
            }

            if (Mojibake.DepthOf(text) is var depth and > 0)
            {
                Tally(index, depth == 1 ? HazardCodes.MojibakeOnce : HazardCodes.MojibakeTwice).Add(text);
            }
        }
    }

    private void ScanNumbers(int index, FixedColumn column)
    {
        for (var row = 0; row < column.Count; row++)
        {
            if (!column.IsNull(row) && column.Values[row] is not (0 or 1))
            {
                Tally(index, HazardCodes.NotBoolean).Add(Encoding.ASCII.GetBytes(column.Values[row].ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private Tally Tally(int column, string code)
    {
        if (!_tallies.TryGetValue((column, code), out var tally))
        {
            _tallies[(column, code)] = tally = new Tally();
        }

        return tally;
    }

    private static string CodeOf(UnfitReason reason) => reason switch
    {
        UnfitReason.ZeroDate => Reasons.ZeroDate,
        UnfitReason.PartialDate => Reasons.PartialDate,
        UnfitReason.InvalidText => Reasons.InvalidText,
        _ => Reasons.OutOfRange,
    };

    private static bool IsBooleanLike(SourceColumn column) =>
        column is { DataType: "tinyint", IsAutoIncrement: false } && column.DeclaredType.StartsWith("tinyint(1)", StringComparison.OrdinalIgnoreCase);
}
