using Reprise.Core.Entities;
using Reprise.Core.Plans;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads <c>types</c>: a mapping from <c>table.column</c> to a PostgreSQL type.</summary>
internal static class TypeChoiceReader
{
    /// <summary>The choices; what is wrong is reported.</summary>
    public static IReadOnlyList<TypeChoice> Read(YamlMapping root) =>
        ColumnMapReader.Read(root, "types", "membre.actif: smallint").Select(line => Choice(root, line)).OfType<TypeChoice>().ToArray();

    private static TypeChoice? Choice(YamlMapping root, (string Table, string Column, string Word, int Line) line)
    {
        if (TypeChoice.Words.TryGetValue(line.Word, out var type))
        {
            return new TypeChoice(line.Table, line.Column, type, line.Line) { UuidOrder = line.Word == TypeChoice.SwappedUuid ? UuidOrder.Swapped : null };
        }

        root.Report(ProblemCodes.InvalidType, line.Line, $"{Spelling.Show(line.Word)} is no type that can be chosen.", Spelling.Suggest(line.Word, [.. TypeChoice.Words.Keys], $"Write one of {string.Join(", ", TypeChoice.Words.Keys)}."));
        return null;
    }
}
