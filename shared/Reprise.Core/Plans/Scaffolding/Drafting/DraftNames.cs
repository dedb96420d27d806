using Reprise.Core.Configuration.Loading;
using Reprise.Core.Plans.Scaffolding.Matching;

namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>Gives table plans their names: the target table's, or the source table's where several fill one target.</summary>
internal static class DraftNames
{
    private const int Longest = 40;

    /// <summary>Names by source table.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<TablePair> pairs)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var name = new[] { pair.Target.Table.Name.Table, pair.Source.Table.Name }.Select(Simple).FirstOrDefault(taken.Add) ?? Numbered(Simple(pair.Source.Table.Name), taken);
            names.Add(pair.Source.Table.Name, name);
        }

        return names;
    }

    private static string Simple(string name)
    {
        var simple = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
        simple = char.IsAsciiLetter(simple[0]) ? simple : $"t_{simple}";
        simple = simple.Length > Longest ? simple[..Longest] : simple;
        return Names.IsSimple(simple) ? simple : throw new System.Diagnostics.UnreachableException();
    }

    private static string Numbered(string name, HashSet<string> taken)
    {
        var stem = name.Length > Longest - 4 ? name[..(Longest - 4)] : name;
        return Enumerable.Range(2, 900).Select(number => $"{stem}_{number}").First(taken.Add);
    }
}
