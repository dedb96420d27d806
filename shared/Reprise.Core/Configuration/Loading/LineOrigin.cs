namespace Reprise.Core.Configuration.Loading;

/// <summary>A line number that also says in which file of a composed document it is, so that everything that carries a line names the right file.</summary>
/// <remarks>File 0 is the document's own: its lines are plain numbers. A file of 4 MiB has fewer lines than there is room for.</remarks>
internal static class LineOrigin
{
    /// <summary>Most other files that a document may be composed of.</summary>
    public const int MaxFiles = 255;

    private const int LineBits = 23;

    /// <summary>A line of another file, counted from 1.</summary>
    public static int In(int file, int line) => (file << LineBits) | line;

    /// <summary>The file, 0 for the document's own, and the line in it.</summary>
    public static (int File, int Line) Of(int line) => (line >> LineBits, line & ((1 << LineBits) - 1));

    /// <summary>The node as one of another file.</summary>
    public static YamlNode Move(YamlNode node, int file) => node switch
    {
        YamlMap map => new YamlMap(In(file, map.Line), [.. map.Entries.Select(entry => new YamlEntry(In(file, entry.Line), entry.Key, Move(entry.Value, file)))]),
        YamlList list => new YamlList(In(file, list.Line), [.. list.Items.Select(item => Move(item, file))]),
        _ => node with { Line = In(file, node.Line) },
    };
}
