using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Core.Mapping.Rows;

/// <summary>Source rows as JSON objects: what has to be known of a row that is held back to repair it when the snapshot is gone.</summary>
internal sealed class RowContent(SourceRead read)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SnapshotText _texts = new(read);
    private readonly CellRow _cells = new();

    /// <summary>Begins a batch; rows are then asked for in ascending order.</summary>
    public void Begin() => _texts.Begin();

    /// <summary>The row as UTF-8 JSON. Bytes, and text that is none, are <c>0x</c> and hexadecimal.</summary>
    public byte[] Of(ColumnBatch batch, int row)
    {
        _texts.Fill(batch, row, _cells);
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
