using System.Globalization;
using Reprise.DemoData.Truth;

namespace Reprise.Benchmarks.Dedupe;

/// <summary>Made-up French organisations in any number, one in six entered again by somebody else. The same number gives the same records.</summary>
internal static class OrganisationFile
{
    private const double Again = 0.2;
    private const int Communes = 20_000;

    private static readonly string[] Trades =
    [
        "Boulangerie", "Menuiserie", "Garage", "Imprimerie", "Cabinet", "Établissements", "Société", "Ateliers", "Plomberie", "Librairie", "Transports",
        "Maçonnerie", "Pharmacie", "Traiteur", "Électricité", "Brasserie", "Association sportive", "Comité des fêtes", "Amicale laïque", "Foyer rural",
        "Régie de quartier", "Union des commerçants", "Chorale", "Coiffure", "Optique", "Restaurant", "Hôtel", "Taxi", "Peinture", "Jardins",
    ];

    private static readonly string[] Forms = ["", "", "SARL ", "SAS ", "EURL ", "SA "];
    private static readonly string[] Ways = ["rue", "avenue", "boulevard", "place", "impasse", "chemin", "allée", "route"];
    private static readonly string[] Onsets = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "ch", "cl", "gr", "pl", "tr", "j"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ou", "ai", "au", "an", "in", "on", "eau"];
    private static readonly string[] Ends = ["", "r", "t", "s", "l", "n", "rd", "lle", "tte", "x"];

    public static IEnumerable<LabelledCompany> Compose(int count)
    {
        var dice = new Random(7);
        var made = 0;
        while (made < count)
        {
            var first = Found(dice, made);
            yield return first;
            made++;
            while (made < count && dice.NextDouble() < Again)
            {
                yield return Enter(dice, first);
                made++;
            }
        }
    }

    private static LabelledCompany Found(Random dice, int number)
    {
        var commune = dice.Next(Communes);
        return new LabelledCompany(
            number.ToString(CultureInfo.InvariantCulture),
            "one",
            dice.NextDouble() < 0.6 ? dice.NextInt64(100_000_000_000_00, 999_999_999_999_99).ToString(CultureInfo.InvariantCulture) : null,
            $"{One(dice, Forms)}{One(dice, Trades)} {Word(dice)}{(dice.NextDouble() < 0.5 ? $" {Word(dice)}" : string.Empty)}",
            $"{dice.Next(1, 200)} {One(dice, Ways)} {(dice.NextDouble() < 0.4 ? "du Général " : "de ")}{Word(dice)}",
            $"{(commune * 4) + 1000:00000}",
            Word(new Random(commune)),
            dice.NextDouble() < 0.5 ? $"contact@{Word(dice)}{dice.Next(1000)}.example" : null,
            dice.NextDouble() < 0.7 ? $"0{dice.NextInt64(100_000_000, 799_999_999)}" : null);
    }

    /// <summary>The same organisation as somebody else enters it: some things unknown, some otherwise.</summary>
    private static LabelledCompany Enter(Random dice, LabelledCompany first) => first with
    {
        Siret = dice.NextDouble() < 0.5 ? first.Siret : null,
        Name = dice.Next(4) switch
        {
            0 => first.Name!.ToUpperInvariant(),
            1 => Slip(dice, first.Name!),
            2 => first.Name!.Replace("SARL ", string.Empty, StringComparison.Ordinal).Replace("Établissements", "Ets", StringComparison.Ordinal),
            _ => first.Name,
        },
        Street = dice.NextDouble() < 0.2 ? Slip(dice, first.Street!) : dice.NextDouble() < 0.1 ? $"{dice.Next(1, 200)} {One(dice, Ways)} de {Word(dice)}" : first.Street,
        Email = dice.NextDouble() < 0.6 ? first.Email : null,
        Phone = dice.NextDouble() < 0.6 ? first.Phone : $"0{dice.NextInt64(100_000_000, 799_999_999)}",
    };

    private static string Word(Random dice)
    {
        var syllables = dice.Next(2, 4);
        var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => One(dice, Onsets) + One(dice, Vowels))) + One(dice, Ends);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static string Slip(Random dice, string text)
    {
        var at = dice.Next(1, text.Length - 1);
        return string.Concat(text.AsSpan(0, at), text.AsSpan(at + 1, 1), text.AsSpan(at, 1), text.AsSpan(Math.Min(text.Length, at + 2)));
    }

    private static string One(Random dice, string[] values) => values[dice.Next(values.Length)];
}
