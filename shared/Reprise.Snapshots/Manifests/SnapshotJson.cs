using System.Text.Json;
using System.Text.Json.Serialization;
using Reprise.Core.Columns;
using Reprise.Core.Ports;

namespace Reprise.Snapshots.Manifests;

/// <summary>JSON of manifests and of the columns in a part's metadata: camel case, enums by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(IReadOnlyList<BatchColumn>))]
internal sealed partial class SnapshotJson : JsonSerializerContext
{
    /// <summary>Columns as JSON; equal columns give equal JSON.</summary>
    public static string Write(IReadOnlyList<BatchColumn> columns) => JsonSerializer.Serialize(columns, Default.IReadOnlyListBatchColumn);
}
