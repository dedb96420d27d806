namespace Reprise.Core.Configuration.Loading;

/// <summary>Makes changed copies of mappings. A repeated key stays repeated, so that it is reported where it is read.</summary>
internal static class YamlEdit
{
    /// <summary>The first entry of that key, or null.</summary>
    public static YamlEntry? Find(YamlMap map, string key) => map.Entries.FirstOrDefault(entry => entry.Key == key);

    /// <summary>The mapping with more entries at its end.</summary>
    public static YamlMap Add(YamlMap map, IEnumerable<YamlEntry> entries) => map with { Entries = [.. map.Entries, .. entries] };

    /// <summary>The mapping with another value under a key that it has.</summary>
    public static YamlMap Change(YamlMap map, string key, Func<YamlNode, YamlNode> change) =>
        map with { Entries = [.. map.Entries.Select(entry => entry.Key == key ? entry with { Value = change(entry.Value) } : entry)] };

    /// <summary>The mapping with an entry in place of the one with its key, or at its end.</summary>
    public static YamlMap Put(YamlMap map, YamlEntry entry) =>
        Find(map, entry.Key) is null ? Add(map, [entry]) : map with { Entries = [.. map.Entries.Select(old => old.Key == entry.Key ? entry : old)] };
}
