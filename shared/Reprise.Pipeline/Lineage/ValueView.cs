using System.Text.Json;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Masking;

namespace Reprise.Pipeline.Lineage;

/// <summary>What somebody may see of values and keys: themselves, or their masks.</summary>
internal sealed class ValueView(bool isClear)
{
    public bool IsClear => isClear;

    public string? Value(string? text) => text is null || isClear ? text : ValueMask.Mask(text);

    public string Key(string key) => isClear ? key.Replace(SourceKey.Separator, ',') : SourceKey.Shown(key);

    public IReadOnlyDictionary<string, string?> Values(IReadOnlyDictionary<string, string?> values) => values.ToDictionary(entry => entry.Key, entry => Value(entry.Value), StringComparer.Ordinal);

    /// <summary>Values by column of a record that the target gives as JSON.</summary>
    public static IReadOnlyDictionary<string, string?> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(
            property => property.Name,
            property => property.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => property.Value.GetString(),
                _ => property.Value.GetRawText(),
            },
            StringComparer.Ordinal);
    }
}
