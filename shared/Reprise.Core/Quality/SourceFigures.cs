using System.Globalization;
using System.Text;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Core.Quality;

/// <summary>Adds up a column of the source by group, row by row from the texts that the source would print. Not thread-safe.</summary>
public sealed class SourceFigures
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private readonly GroupSums _sums;
    private readonly int _figure;
    private readonly (int Ordinal, bool IsYear, bool IsDecimal)[] _by;
    private char[] _group = new char[64];

    /// <summary>Of a gate whose source columns are complete.</summary>
    public SourceFigures(SourceRead read, QualityGate gate, GroupSums sums)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(gate);
        var groups = gate.Groups ?? throw new InvalidOperationException($"Gate {gate.Name} adds nothing up.");
        _sums = sums;
        _figure = Ordinal(read, groups.Source ?? throw new InvalidOperationException($"Gate {gate.Name} has no source column; planning let it through."));
        _by = [.. groups.SourceBy.Select(column => (Ordinal(read, column.Name), column.IsYear, read.Table.Find(column.Name)!.DataType is "decimal" or "numeric"))];
    }

    /// <summary>Adds a row.</summary>
    public void Add(CellRow row, bool isHeldBack)
    {
        ArgumentNullException.ThrowIfNull(row);
        decimal value = 0;
        if (!row.IsNull(_figure) && !decimal.TryParse(row[_figure], Style, CultureInfo.InvariantCulture, out value) && !isHeldBack)
        {
            _sums.Unreadable++;
        }

        _sums.AddSource(GroupOf(row), value, isHeldBack);
    }

    private ReadOnlySpan<char> GroupOf(CellRow row)
    {
        var length = 0;
        for (var i = 0; i < _by.Length; i++)
        {
            if (i > 0)
            {
                _group[length++] = GroupKey.Separator;
            }

            var (ordinal, isYear, isDecimal) = _by[i];
            var cell = row[ordinal];
            if (_group.Length < length + cell.Length + 2)
            {
                Array.Resize(ref _group, length + cell.Length + 64);
            }

            length += Write(isYear ? Year(cell) : isDecimal ? Trimmed(cell) : cell, _group.AsSpan(length));
        }

        return _group.AsSpan(0, length);
    }

    private static int Write(ReadOnlySpan<byte> cell, Span<char> group)
    {
        if (cell.IsEmpty)
        {
            group[0] = GroupKey.Null;
            return 1;
        }

        return Encoding.UTF8.GetChars(cell, group);
    }

    /// <summary>Digits of the year without leading zeros; of the zero date, nothing.</summary>
    private static ReadOnlySpan<byte> Year(ReadOnlySpan<byte> moment) => moment.Length < 4 ? moment : moment[..4].TrimStart((byte)'0');

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> number) => number.Contains((byte)'.') ? number.TrimEnd((byte)'0').TrimEnd((byte)'.') : number;

    private static int Ordinal(SourceRead read, string column)
    {
        for (var i = 0; i < read.Columns.Count; i++)
        {
            if (read.Columns[i].Name == column)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The source has no column {column}; planning let it through.");
    }
}
