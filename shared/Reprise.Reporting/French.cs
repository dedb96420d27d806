using System.Globalization;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>French words of the report; the terms are those of the vocabulary page.</summary>
internal static class French
{
    // Invariant globalization is on, so French number and date forms are spelled out here.
    private static readonly NumberFormatInfo Numbers = new() { NumberGroupSeparator = "\u202f", NumberDecimalSeparator = "," };

    public static string Number(long value) => value.ToString("N0", Numbers);

    public static string Number(decimal value) => value.ToString("0.###", Numbers);

    public static string Instant(DateTimeOffset? value) => value is { } instant
        ? instant.UtcDateTime.ToString("dd/MM/yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : "—";

    public static string Mode(RunMode mode) => mode switch
    {
        RunMode.Rehearsal => "répétition (sans publication)",
        RunMode.Full => "reprise complète",
        RunMode.Incremental => "synchronisation incrémentale",
        _ => mode.ToString(),
    };

    public static string Status(RunStatus status) => status switch
    {
        RunStatus.Running => "en cours",
        RunStatus.Waiting => "en attente d'approbation",
        RunStatus.Stopped => "arrêtée à un seuil d'acceptation",
        RunStatus.Failed => "en échec",
        RunStatus.Succeeded => "réussie",
        RunStatus.Abandoned => "abandonnée",
        _ => status.ToString(),
    };

    public static string Gate(string gate) => gate switch
    {
        Gates.Conservation => "Loi de conservation (lignes non justifiées)",
        Gates.QuarantinedPercent => "Part de lignes rejetées (%)",
        _ => gate,
    };

    public static string Reason(string reason) => reason switch
    {
        Reasons.ZeroDate => "date nulle de MySQL (0000-00-00)",
        Reasons.PartialDate => "date partielle (mois ou jour à 0)",
        Reasons.OutOfRange => "valeur hors bornes",
        Reasons.InvalidText => "octets qui ne forment pas un texte",
        Reasons.NulInText => "caractère NUL retiré du texte",
        Reasons.RepeatedJsonKey => "clé JSON répétée : seule la dernière valeur est gardée",
        Reasons.TooLong => "texte plus long que la colonne cible",
        Reasons.NotNull => "valeur absente alors qu'elle est obligatoire",
        Reasons.NotConvertible => "valeur sans équivalent dans le type cible",
        Reasons.Truncated => "précision réduite à celle de la cible",
        Reasons.BlankAsNull => "texte vide remplacé par « absent »",
        Reasons.Otherwise => "valeur de remplacement du plan",
        Reasons.BlankEnum => "énumération vide remplacée par « absent »",
        Reasons.UnknownLabel => "libellé inconnu de la cible",
        Reasons.MissingParent => "ligne liée absente ou elle-même rejetée",
        Reasons.OrphanForeignKey => "lignes orphelines : clé étrangère créée sans validation de l'existant",
        Reasons.Duplicate => "doublon selon une contrainte d'unicité de la cible",
        Reasons.DuplicateKey => "clé source absente ou en double",
        Reasons.CheckViolation => "contrainte de la cible non respectée",
        Reasons.ChangedInTarget => "fiche modifiée dans l'application depuis la dernière reprise",
        _ => reason,
    };

    public static string Method(string method) => method switch
    {
        "locked_snapshot" => "instantané cohérent, tables verrouillées pendant l'ouverture",
        "matched_snapshot" => "instantané cohérent, positions du journal binaire identiques",
        "snapshot_per_connection" => "un instantané par connexion, non synchronisé",
        VerificationVerdict.SnapshotCells => "chaque cellule, recalculée depuis l'instantané",
        VerificationVerdict.SourceCells => "chaque cellule, recalculée depuis la source",
        _ => method,
    };
}
