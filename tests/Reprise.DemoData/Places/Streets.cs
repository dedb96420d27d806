namespace Reprise.DemoData.Places;

/// <summary>First and second lines of an address.</summary>
internal static class Streets
{
    private static readonly string[] Ways = ["rue", "avenue", "boulevard", "place", "impasse", "chemin", "allée", "quai", "cours"];

    private static readonly string[] Names =
    [
        "de la République", "de l'Église", "des Écoles", "du Général-de-Gaulle", "de la Gare", "Jean-Jaurès", "des Acacias",
        "du Château d'Eau", "Victor-Hugo", "de l'Hôtel-de-Ville", "des Tanneurs", "du Puits Salé", "de la Forêt", "Pasteur",
        "des Frères-Lumière", "de l'Égalité", "du 8-Mai-1945", "de l'Abreuvoir", "du Maréchal-Foch", "d'Alsace", "des Prés-Hauts",
        "du Vieux-Pont", "de la Liberté", "des Peupliers", "Saint-Exupéry", "de l'Ancienne-Forge",
    ];

    private static readonly string[] Extras = ["Bâtiment B", "2e étage", "Résidence Les Érables", "BP 40", "Esc. C, porte 12", "ZA du Moulin"];

    public static string Line(Dice dice)
    {
        var number = dice.Between(1, 180).ToString() + (dice.Chance(0.08) ? " bis" : "");
        return $"{number}{(dice.Chance(0.6) ? "," : "")} {dice.One(Ways)} {dice.One(Names)}";
    }

    public static string? Extra(Dice dice) => dice.Chance(0.15) ? dice.One(Extras) : null;
}
