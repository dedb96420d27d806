using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reprise.Postgres.Ledger;

/// <summary>How documents are kept in the ledger: camelCase, enums by name so that their order may change.</summary>
internal static class LedgerJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>A document as text.</summary>
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);
}
