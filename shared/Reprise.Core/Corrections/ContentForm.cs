using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Reprise.Core.Columns;
using Reprise.Core.Verification;

namespace Reprise.Core.Corrections;

/// <summary>The form in which cells of source rows are kept in the ledger and shown to people: the text that the source prints; bytes, and text that is none, as <c>0x</c> and hexadecimal.</summary>
public static class ContentForm
{
    private const string Hexadecimal = "0x";

    /// <summary>The form of a cell; null = NULL.</summary>
    public static string? Of(ColumnType type, CellRow row, int cell)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(row);
        if (row.IsNull(cell))
        {
            return null;
        }

        return type.Kind == ValueKind.Binary || !Utf8.IsValid(row[cell]) ? Hexadecimal + Convert.ToHexString(row[cell]) : Encoding.UTF8.GetString(row[cell]);
    }

    /// <summary>The bytes that the source prints; of text always the text itself.</summary>
    /// <returns>False when hexadecimal is wanted and <paramref name="text"/> is none.</returns>
    public static bool TryGetBytes(ColumnType type, string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(text);
        if (type.Kind != ValueKind.Binary)
        {
            bytes = Encoding.UTF8.GetBytes(text);
            return true;
        }

        bytes = new byte[Math.Max(0, (text.Length - Hexadecimal.Length) / 2)];
        return text.StartsWith(Hexadecimal, StringComparison.OrdinalIgnoreCase)
            && text.Length % 2 == 0
            && Convert.FromHexString(text.AsSpan(Hexadecimal.Length), bytes, out _, out _) == OperationStatus.Done;
    }

    /// <summary>Reads the JSON object that the ledger keeps of a row: texts by source column, in the source's order.</summary>
    public static IReadOnlyDictionary<string, string?> Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<OrderedDictionary<string, string?>>(json) ?? throw new JsonException("The ledger keeps no row here.");
}
