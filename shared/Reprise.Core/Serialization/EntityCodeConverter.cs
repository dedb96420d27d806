using System.Text.Json;
using System.Text.Json.Serialization;
using Reprise.Core.Entities;

namespace Reprise.Core.Serialization;

/// <summary>An entity code as a JSON string.</summary>
public sealed class EntityCodeConverter : JsonConverter<EntityCode>
{
    /// <inheritdoc/>
    public override EntityCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntityCode.TryParse(reader.GetString(), out var code) ? code : throw new JsonException("Not an entity code.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EntityCode value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
