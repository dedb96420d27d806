using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Text;
using Reprise.Core.Runs;

namespace Reprise.Core.Verification;

/// <summary>Rows of a snapshot as the texts that the source server would print: what verification within a run starts from, since the source has moved on by then. Not thread-safe.</summary>
public sealed class SnapshotText
{
    private readonly int[] _zeroFill;
    private int _unfit;

    /// <summary>Texts of one read's rows.</summary>
    public SnapshotText(SourceRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        _zeroFill = [.. read.Columns.Select(column => ZeroFill(read.Table.Find(column.Name)!))];
    }

    /// <summary>Begins a batch; its rows are then asked for in ascending order.</summary>
    public void Begin() => _unfit = 0;

    /// <summary>Replaces <paramref name="cells"/> by a row of a batch. A value that the snapshot's type could not hold is its original text.</summary>
    public void Fill(ColumnBatch batch, int row, CellRow cells)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(cells);
        cells.Clear();
        while (_unfit < batch.Unfit.Count && batch.Unfit[_unfit].Row < row)
        {
            _unfit++;
        }

        for (var i = 0; i < _zeroFill.Length; i++)
        {
            var column = batch.Columns[i];
            if (column.IsNull(row))
            {
                AppendNull(batch, row, i, cells);
            }
            else
            {
                Append(column, row, _zeroFill[i], cells);
            }
        }
    }

    /// <summary>A value that its column could not hold is null there.</summary>
    private void AppendNull(ColumnBatch batch, int row, int column, CellRow cells)
    {
        if (_unfit < batch.Unfit.Count && batch.Unfit[_unfit].Row == row && batch.Unfit[_unfit].Column == column)
        {
            cells.Append(batch.Unfit[_unfit++].Original.Span);
        }
        else
        {
            cells.AppendNull();
        }
    }

    /// <summary>A YEAR is printed with four digits, an integer with ZEROFILL with as many as it declares.</summary>
    private static int ZeroFill(SourceColumn column) => column.DataType == "year" ? 4 : SourceTraits.Of(column).ZeroFill;

    private static void Append(Column column, int row, int zeroFill, CellRow cells)
    {
        if (column is VariableColumn bytes)
        {
            AppendBytes(column.Type, bytes[row], cells);
            return;
        }

        var word = ((FixedColumn)column).Values[row];
        var room = cells.Reserve(CellText.MaxLength + zeroFill);
        var length = CellText.Write(PrintedAs(column.Type), word, isTrimmed: false, room);
        if (column.Type.Kind == ValueKind.Timestamp)
        {
            // The server prints no zone.
            length -= "+00".Length;
        }

        if (length < zeroFill)
        {
            room[..length].CopyTo(room[(zeroFill - length)..]);
            room[..(zeroFill - length)].Fill((byte)'0');
            length = zeroFill;
        }

        cells.Commit(length);
    }

    /// <summary>A FLOAT is asked for as the double that is equal to it, see <see cref="Expected.SourceForm"/>: its own shortest digits are another number for every target but a single.</summary>
    private static ColumnType PrintedAs(ColumnType type) => type.Kind == ValueKind.Float32 ? type with { Kind = ValueKind.Float64 } : type;

    private static void AppendBytes(ColumnType type, ReadOnlySpan<byte> value, CellRow cells)
    {
        if (type.Kind == ValueKind.Uuid)
        {
            cells.Append(Encoding.ASCII.GetBytes(new Guid(value, bigEndian: true).ToString()));
        }
        else
        {
            cells.Append(value);
        }
    }
}
