using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Reprise.Core.Verification.Expected;

/// <summary>JSON documents by meaning, as jsonb compares them: keys in order, the last of equal ones, numbers by value.</summary>
internal static class JsonForm
{
    private const int MaxDepth = 1_000;

    /// <summary>Appends the document as it is written, if it is one.</summary>
    public static Reading Append(ReadOnlySpan<byte> json, CellRow row)
    {
        if (!IsValid(json))
        {
            return Reading.Unfit;
        }

        row.Append(json);
        return Reading.Value;
    }

    /// <summary>Appends the document in its canonical form.</summary>
    public static Reading AppendCanonical(ReadOnlySpan<byte> json, CellRow row)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth });
            var buffer = new ArrayBufferWriter<byte>();
            Write(document.RootElement, buffer);
            row.Append(buffer.WrittenSpan);
            return Reading.Value;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperation: half a surrogate pair, which has no text.
            return Reading.Unfit;
        }
    }

    private static bool IsValid(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Write(JsonElement element, ArrayBufferWriter<byte> buffer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, buffer);
                break;
            case JsonValueKind.Array:
                buffer.Write("["u8);
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, buffer);
                    buffer.Write(","u8);
                }

                buffer.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteText(element.GetString()!, buffer);
                break;
            case JsonValueKind.Number:
                WriteNumber(element.GetRawText(), buffer);
                break;
            default:
                buffer.Write(Encoding.ASCII.GetBytes(element.GetRawText()));
                break;
        }
    }

    private static void WriteObject(JsonElement element, ArrayBufferWriter<byte> buffer)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        buffer.Write("{"u8);
        foreach (var (name, value) in members)
        {
            WriteText(name, buffer);
            buffer.Write(":"u8);
            Write(value, buffer);
            buffer.Write(","u8);
        }

        buffer.Write("}"u8);
    }

    private static void WriteText(string text, ArrayBufferWriter<byte> buffer) => buffer.Write(JsonSerializer.SerializeToUtf8Bytes(text));

    private static void WriteNumber(string text, ArrayBufferWriter<byte> buffer)
    {
        var digits = new CellRow();
        DecimalForm.Append(Encoding.ASCII.GetBytes(DecimalForm.Plain(text)), precision: 0, scale: 0, digits);
        buffer.Write(digits[0]);
    }
}
