using Reprise.Core.Entities;
using Reprise.Core.Plans;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads <c>types</c>: a mapping from <c>table.column</c> to a PostgreSQL type.</summary>
internal static class TypeChoiceReader
{
    /// <summary>The choices; what is wrong is reported.</summary>
    public static IReadOnlyList<TypeChoice> Read(YamlMapping root)
    {
        var choices = new List<TypeChoice>();
        foreach (var (table, column, word, line) in ColumnMapReader.Read(root, "types", "membre.actif: smallint"))
        {
            if (TypeChoice.Words.TryGetValue(word, out var type))
            {
                choices.Add(new TypeChoice(table, column, type, line) { UuidOrder = word == TypeChoice.SwappedUuid ? UuidOrder.Swapped : null });
            }
            else
            {
                root.Report(ProblemCodes.InvalidType, line, $"{Spelling.Show(word)} is no type that can be chosen.", Spelling.Suggest(word, [.. TypeChoice.Words.Keys], $"Write one of {string.Join(", ", TypeChoice.Words.Keys)}."));
            }
        }

        return Enumerable.ToArray(choices);
    }
}
