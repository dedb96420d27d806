using Reprise.DemoData.Text;

namespace Reprise.DemoData.Companies;

/// <summary>The same name as somebody else would have typed it.</summary>
internal static class Spelling
{
    private static readonly (string Long, string Short)[] Abbreviations =
    [
        ("Association", "Assoc."), ("Établissements", "Ets"), ("Société", "Sté"), ("Saint", "St"), ("Centre", "Ctre"),
        ("Comité", "Cté"), ("Boulangerie", "Boul."), (" & ", " et "), ("Frères", "Frs"), ("Maison", "Mson"),
    ];

    public static string Variant(Dice dice, Company company)
    {
        var name = company.Name;
        var variant = dice.Between(0, 4) switch
        {
            0 => Ascii.Fold(name).ToUpperInvariant(),
            1 => Abbreviate(name),
            2 => $"{name.ToUpperInvariant()} ({company.Commune.Name.ToUpperInvariant()})",
            3 => Typo(dice, name),
            _ => Ascii.Fold(name).Replace('-', ' ').Replace("'", " ", StringComparison.Ordinal),
        };
        return variant == name ? $"{company.LegalForm} {name}" : variant;
    }

    private static string Abbreviate(string name) =>
        Abbreviations.Aggregate(name, (text, pair) => text.Replace(pair.Long, pair.Short, StringComparison.Ordinal));

    /// <summary>Two neighbouring letters swapped, never the first.</summary>
    private static string Typo(Dice dice, string name)
    {
        var at = dice.Between(2, name.Length - 2);
        return string.Concat(name.AsSpan(0, at), name.AsSpan(at + 1, 1), name.AsSpan(at, 1), name.AsSpan(at + 2));
    }
}
