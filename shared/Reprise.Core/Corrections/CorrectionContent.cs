using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reprise.Core.Corrections;

/// <summary>What is sealed of a correction. Part of the ledger format.</summary>
/// <param name="Cells">Corrected texts by source column.</param>
/// <param name="Reason">Why the row is left out; empty for a correction.</param>
public sealed record CorrectionContent(IReadOnlyDictionary<string, string?> Cells, string Reason)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CorrectionContent Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<CorrectionContent>(json, Options) ?? throw new JsonException("The ledger keeps no correction here.");
}
