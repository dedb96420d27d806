namespace Reprise.DemoData.People;

/// <summary>Common first and last names, with the accents, apostrophes and particles that break naive imports.</summary>
internal static class FrenchNames
{
    public static readonly IReadOnlyList<string> Women =
    [
        "Amélie", "Anaïs", "Anne-Laure", "Béatrice", "Cécile", "Chloé", "Claire", "Danièle", "Édith", "Élodie", "Émilie",
        "Fatoumata", "Françoise", "Geneviève", "Hélène", "Inès", "Joëlle", "Léa", "Léonie", "Maëlle", "Marie-Noëlle",
        "Mathilde", "Nadège", "Nathalie", "Océane", "Pauline", "Rachida", "Sandrine", "Solène", "Thérèse", "Valérie", "Zoé",
    ];

    public static readonly IReadOnlyList<string> Men =
    [
        "Adrien", "André", "Aurélien", "Benoît", "Cédric", "Clément", "Damien", "Étienne", "Fabrice", "François", "Frédéric",
        "Gaël", "Gérard", "Grégoire", "Hervé", "Jean-Noël", "Jérôme", "Joël", "Kévin", "Loïc", "Mathéo", "Michaël", "Moussa",
        "Noé", "Olivier", "Raphaël", "Rémi", "Sébastien", "Stéphane", "Thibault", "Timothée", "Yannick",
    ];

    public static readonly IReadOnlyList<string> Last =
    [
        "Aït Saïd", "Amrani", "Arnaud", "Aubry", "Bâcle", "Barthélémy", "Béranger", "Bernard", "Besançon", "Bonnet", "Boucher",
        "Brûlé", "Carré", "Chaïb", "Chevalier", "Clément", "Crépin", "D'Almeida", "D'Hondt", "Da Silva", "De La Brosse",
        "de Saint-Rémy", "Delaître", "Desprès", "Diallo", "Dubois", "Dufrêne", "Durand", "Évrard", "Faure", "Fernández",
        "Fèvre", "Garçon", "Gérôme", "Girard", "Guérin", "Hébert", "Huet", "Jégou", "Joly", "Kœnig", "L'Hostis", "L'Huillier",
        "La Porte", "Laîné", "Lambert", "Le Bihan", "Le Goff", "Lefèvre", "Lemaître", "Léger", "Maçon", "Maréchal", "Martin",
        "Ménard", "Mérieau", "Moreau", "Müller", "N'Diaye", "Noël", "O'Brien", "Péchard", "Pélissier", "Petit", "Poirée",
        "Prévost", "Quéré", "Renaud", "Rivière", "Roux", "Saône", "Thévenet", "Traoré", "Vallée", "van den Berghe", "Vasseur",
        "Viallet", "Zérouki",
    ];

    public static readonly IReadOnlyList<string> Jobs =
    [
        "Présidente", "Président", "Trésorier", "Trésorière", "Secrétaire général", "Directrice", "Chargé de développement",
        "Comptable", "Responsable d'agence", "Bénévole", "Déléguée à l'insertion", "Gérant",
    ];
}
