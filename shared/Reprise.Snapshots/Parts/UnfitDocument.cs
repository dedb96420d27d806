using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>
/// The unfit values of one row as JSON: <c>[{"c":3,"r":1,"v":"0000-00-00"},{"c":5,"r":4,"b":"w6k="}]</c>. <c>c</c> is the column's
/// ordinal from 0, <c>r</c> the number of the <see cref="UnfitReason"/>, <c>v</c> the original as text, or <c>b</c> in base64 where it is not well-formed UTF-8.
/// </summary>
internal static class UnfitDocument
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A writer for <see cref="Write"/>, to be reset and reused.</summary>
    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> output) => new(output, Readable);

    /// <summary>Writes the document of one row.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<UnfitValue> row)
    {
        writer.WriteStartArray();
        foreach (var value in row)
        {
            writer.WriteStartObject();
            writer.WriteNumber("c"u8, value.Column);
            writer.WriteNumber("r"u8, (int)value.Reason);
            var original = value.Original.Span;
            if (Utf8.IsValid(original))
            {
                writer.WriteString("v"u8, original);
            }
            else
            {
                writer.WriteBase64String("b"u8, original);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
    }

    /// <summary>Adds the values of a document to a batch.</summary>
    public static void Read(ReadOnlySpan<byte> document, int row, ColumnBatch batch)
    {
        var reader = new Utf8JsonReader(document);
        var (column, reason, original) = (0, default(UnfitReason), Array.Empty<byte>());
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                batch.AddUnfit(new UnfitValue(row, column, reason, original));
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = (char)reader.ValueSpan[0];
                reader.Read();
                switch (name)
                {
                    case 'c':
                        column = reader.GetInt32();
                        break;
                    case 'r':
                        reason = (UnfitReason)reader.GetInt32();
                        break;
                    case 'b':
                        original = reader.GetBytesFromBase64();
                        break;
                    default:
                        original = Text(reader);
                        break;
                }
            }
        }
    }

    private static byte[] Text(in Utf8JsonReader reader)
    {
        // Unescaped text is never longer than escaped text.
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var length = reader.CopyString(buffer);
            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
