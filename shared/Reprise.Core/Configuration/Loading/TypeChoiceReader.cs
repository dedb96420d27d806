using Reprise.Core.Entities;
using Reprise.Core.Plans;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads <c>types</c>: a mapping from <c>table.column</c> to a PostgreSQL type.</summary>
internal static class TypeChoiceReader
{
    /// <summary>The choices; what is wrong is reported.</summary>
    public static IReadOnlyList<TypeChoice> Read(YamlMapping root)
    {
        if (root.Node("types") is not { } node)
        {
            return [];
        }

        if (node is not YamlMap map)
        {
            root.Report(ProblemCodes.WrongType, node.Line, "The value of 'types' is no mapping.", "Write one line per column, such as membre.actif: smallint.");
            return [];
        }

        return [.. map.Entries.Select(entry => Read(root, entry)).OfType<TypeChoice>()];
    }

    private static TypeChoice? Read(YamlMapping root, YamlEntry entry)
    {
        var point = entry.Key.IndexOf('.', StringComparison.Ordinal);
        if (point <= 0 || point == entry.Key.Length - 1)
        {
            root.Report(ProblemCodes.InvalidName, entry.Line, $"{Spelling.Show(entry.Key)} is no column.", "Write table and column with a point between, such as membre.actif.");
            return null;
        }

        var word = (entry.Value as YamlScalar)?.Text ?? string.Empty;
        if (!TypeChoice.Words.TryGetValue(word, out var type))
        {
            root.Report(ProblemCodes.InvalidType, entry.Line, $"{Spelling.Show(word)} is no type that can be chosen.", Spelling.Suggest(word, [.. TypeChoice.Words.Keys], $"Write one of {string.Join(", ", TypeChoice.Words.Keys)}."));
            return null;
        }

        return new TypeChoice(entry.Key[..point], entry.Key[(point + 1)..], type, entry.Line) { UuidOrder = word == TypeChoice.SwappedUuid ? UuidOrder.Swapped : null };
    }
}
