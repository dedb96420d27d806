namespace Reprise.DemoData.Sources;

/// <summary>Titles of events.</summary>
internal static class EventNames
{
    private static readonly string[] Kinds =
    [
        "Assemblée générale", "Journée d'étude", "Formation des trésoriers", "Rencontre régionale", "Forum de l'emploi",
        "Atelier numérique", "Fête d'été", "Séminaire des délégués", "Visioconférence", "Petit-déjeuner des adhérents",
    ];

    private static readonly string[] Subjects =
    [
        "l'économie sociale", "la trésorerie", "l'accessibilité", "la coopération", "l'égalité professionnelle",
        "la vie associative", "les finances locales", "l'apprentissage",
    ];

    public static string Title(Dice dice, int year) => $"{dice.One(Kinds)} {year} : {dice.One(Subjects)}";
}
