namespace Reprise.Core.Configuration.Loading;

/// <summary>A node of a YAML document that remembers its line (from 1).</summary>
internal abstract record YamlNode(int Line);

/// <summary>A scalar; plain when written without quotes, so that its text may mean a number, a boolean or null (YAML 1.2 core schema).</summary>
internal sealed record YamlScalar(int Line, string Text, bool IsPlain) : YamlNode(Line)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>A sequence.</summary>
internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

/// <summary>A mapping as written: a repeated key is still there twice.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line);

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(int Line, string Key, YamlNode Value);
