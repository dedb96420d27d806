namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads a mapping from <c>table.column</c> to a word.</summary>
internal static class ColumnMapReader
{
    /// <summary>The lines; what is wrong is reported.</summary>
    /// <param name="root">The document.</param>
    /// <param name="key">Key of the mapping.</param>
    /// <param name="example">A line of it.</param>
    public static IReadOnlyList<(string Table, string Column, string Word, int Line)> Read(YamlMapping root, string key, string example)
    {
        if (root.Node(key) is not { } node)
        {
            return [];
        }

        if (node is not YamlMap map)
        {
            root.Report(ProblemCodes.WrongType, node.Line, $"The value of '{key}' is no mapping.", $"Write one line per column, such as {example}.");
            return [];
        }

        var lines = new List<(string, string, string, int)>();
        foreach (var entry in map.Entries)
        {
            var point = entry.Key.IndexOf('.', StringComparison.Ordinal);
            if (point <= 0 || point == entry.Key.Length - 1)
            {
                root.Report(ProblemCodes.InvalidName, entry.Line, $"{Spelling.Show(entry.Key)} is no column.", "Write table and column with a point between, such as membre.actif.");
                continue;
            }

            lines.Add((entry.Key[..point], entry.Key[(point + 1)..], (entry.Value as YamlScalar)?.Text ?? string.Empty, entry.Line));
        }

        return lines;
    }
}
