namespace Reprise.DemoData.Text;

/// <summary>Free text as people typed it.</summary>
internal static class Remarks
{
    private static readonly string[] Openings =
    [
        "Rappelé le trésorier", "Courrier retourné", "Réunion à prévoir", "Dossier complété", "A changé d'adresse",
        "Relance envoyée", "Règlement reçu", "Ne souhaite plus être démarché", "À recontacter après l'été",
        "Présent à l'assemblée générale", "Demande d'agrément déposée",
    ];

    private static readonly string[] Endings =
    [
        "voir avec la trésorière.", "sans réponse à ce jour.", "n'a pas reçu l'appel de cotisation.",
        "d'accord pour l'année prochaine.", "pièces jointes au dossier papier.", "contact très aimable.",
        "l'ancien président était l'interlocuteur.", "à vérifier auprès de la mairie.",
    ];

    public static string? Maybe(Dice dice, double probability) =>
        dice.Chance(probability) ? $"{dice.One(Openings)} ; {dice.One(Endings)}" : null;
}
