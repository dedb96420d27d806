using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Reprise.Core.Columns;
using Reprise.Core.Corrections;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Core.Mapping.Rows;

/// <summary>Source rows as JSON objects: what has to be known of a row that is held back to repair it when the snapshot is gone.</summary>
/// <param name="read">How the source table was read.</param>
/// <param name="maxValueBytes">Of a longer value only its length is kept, such as <c>(67108864 bytes)</c>.</param>
internal sealed class RowContent(SourceRead read, int maxValueBytes = int.MaxValue)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SnapshotText _texts = new(read);
    private readonly CellRow _cells = new();

    /// <summary>Begins a batch; rows are then asked for in ascending order.</summary>
    public void Begin() => _texts.Begin();

    /// <summary>The row as UTF-8 JSON, see <see cref="ContentForm"/>, and its <see cref="RowHash"/>.</summary>
    public byte[] Of(ColumnBatch batch, int row, out byte[] hash)
    {
        _texts.Fill(batch, row, _cells);
        hash = RowHash.Of(_cells);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            for (var i = 0; i < read.Columns.Count; i++)
            {
                Write(writer, read.Columns[i], i);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter writer, BatchColumn column, int cell)
    {
        if (_cells.IsNull(cell))
        {
            writer.WriteNull(column.Name);
        }
        else if (_cells[cell].Length > maxValueBytes)
        {
            writer.WriteString(column.Name, string.Create(CultureInfo.InvariantCulture, $"({_cells[cell].Length} bytes)"));
        }
        else if (column.Type.Kind == ValueKind.Binary || !Utf8.IsValid(_cells[cell]))
        {
            writer.WriteString(column.Name, $"0x{Convert.ToHexString(_cells[cell])}");
        }
        else
        {
            writer.WriteString(column.Name, _cells[cell]);
        }
    }
}
