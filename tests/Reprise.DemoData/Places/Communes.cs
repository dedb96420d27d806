namespace Reprise.DemoData.Places;

/// <summary>Towns the demo's companies are in; Paris and the Rhône department are over-represented, as the branches are there.</summary>
internal static class Communes
{
    public static readonly IReadOnlyList<Commune> Paris =
        [.. Enumerable.Range(1, 20).Select(n => new Commune($"750{n:00}", "Paris"))];

    public static readonly IReadOnlyList<Commune> Rhone =
    [
        new("69001", "Lyon"), new("69003", "Lyon"), new("69007", "Lyon"), new("69008", "Lyon"), new("69009", "Lyon"),
        new("69100", "Villeurbanne"), new("69200", "Vénissieux"), new("69500", "Bron"), new("69120", "Vaulx-en-Velin"),
        new("69130", "Écully"), new("69110", "Sainte-Foy-lès-Lyon"), new("69400", "Villefranche-sur-Saône"),
        new("69600", "Oullins-Pierre-Bénite"), new("69210", "L'Arbresle"), new("69700", "Givors"), new("69800", "Saint-Priest"),
    ];

    private static readonly Commune[] Elsewhere =
    [
        new("06000", "Nice"), new("13001", "Marseille"), new("13100", "Aix-en-Provence"), new("01000", "Bourg-en-Bresse"),
        new("14000", "Caen"), new("17000", "La Rochelle"), new("21000", "Dijon"), new("22000", "Saint-Brieuc"),
        new("25000", "Besançon"), new("29200", "Brest"), new("31000", "Toulouse"), new("33000", "Bordeaux"),
        new("34000", "Montpellier"), new("35000", "Rennes"), new("37000", "Tours"), new("38000", "Grenoble"),
        new("42000", "Saint-Étienne"), new("44000", "Nantes"), new("45000", "Orléans"), new("49000", "Angers"),
        new("51100", "Reims"), new("54000", "Nancy"), new("57000", "Metz"), new("59000", "Lille"),
        new("59140", "Dunkerque"), new("62000", "Arras"), new("63000", "Clermont-Ferrand"), new("64100", "Bayonne"),
        new("67000", "Strasbourg"), new("72000", "Le Mans"), new("76600", "Le Havre"), new("80000", "Amiens"),
        new("87000", "Limoges"), new("93200", "Saint-Denis"), new("95300", "L'Isle-Adam"), new("97400", "Saint-Denis"),
    ];

    public static Commune Anywhere(Dice dice) => dice.Between(0, 9) switch
    {
        0 or 1 => dice.One(Paris),
        2 => dice.One(Rhone),
        _ => dice.One(Elsewhere),
    };
}
