namespace Reprise.Core.Configuration.Loading;

/// <summary>A node on one line, without comments and places: what two nodes are compared and fingerprinted by.</summary>
internal static class YamlFlow
{
    public static string Of(YamlNode node) => node switch
    {
        YamlMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{Quoted(entry.Key)}: {Of(entry.Value)}"))}}}",
        YamlList list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        YamlScalar { IsPlain: true } plain => plain.Text,
        YamlScalar text => Quoted(text.Text),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
