using Reprise.DemoData.People;
using Reprise.DemoData.Places;

namespace Reprise.DemoData.Companies;

/// <summary>Names of associations and of small companies.</summary>
internal static class CompanyNames
{
    private static readonly string[] Associations =
    [
        "Association sportive", "Comité des fêtes", "Maison des jeunes", "Régie de quartier", "Amicale laïque", "Foyer rural",
        "Épicerie solidaire", "Les Amis du théâtre", "Centre socio-culturel", "Atelier d'insertion", "Union des commerçants",
        "Société d'histoire", "École de musique", "Chorale", "Cercle d'échecs", "Jardins partagés", "Ressourcerie",
    ];

    private static readonly string[] Causes =
    [
        "l'Étincelle", "l'Envol", "la Passerelle", "les Hirondelles", "l'Écluse", "le Préau", "l'Arbre à palabres", "la Fabrique",
        "les Deux-Rives", "l'Éveil", "le Fil d'Ariane", "la Clé des champs", "Sésame", "Mosaïque", "Côté cour", "le Relais",
        "la Marelle", "le Tremplin", "Entr'aide", "les Quatre-Vents", "la Boussole", "le Marché aux idées", "l'Îlot", "Ensemble",
    ];

    private static readonly string[] Trades =
    [
        "Boulangerie", "Menuiserie", "Garage", "Imprimerie", "Cabinet", "Établissements", "Société", "Ateliers", "Plomberie",
        "Librairie", "Pépinière", "Transports", "Maçonnerie", "Pharmacie", "Traiteur", "Électricité", "Conserverie", "Brasserie",
    ];

    private static readonly string[] Endings = ["", "", " & Fils", " et Associés", " Frères", " & Cie"];

    public static string Association(Dice dice, Commune commune) => dice.Between(0, 2) switch
    {
        0 => $"{dice.One(Associations)} {dice.One(Causes)}",
        1 => $"{dice.One(Associations)} {commune.Of}",
        _ => $"{dice.One(Associations)} {dice.One(Causes)} {commune.Of}",
    };

    public static string Business(Dice dice)
    {
        var name = dice.One(FrenchNames.Last);
        var second = dice.Chance(0.6) ? $"-{dice.One(FrenchNames.Last)}" : "";
        return $"{dice.One(Trades)} {name}{second}{dice.One(Endings)}";
    }
}
