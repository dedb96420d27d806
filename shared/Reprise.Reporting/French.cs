using System.Globalization;
using Reprise.Core.Hazards;
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
        RunStatus.RolledBack => "annulée (retour arrière)",
        _ => status.ToString(),
    };

    public static string Gate(string gate) => gate switch
    {
        Gates.Conservation => "Loi de conservation (lignes non justifiées)",
        Gates.QuarantinedPercent => "Part de lignes rejetées (%)",
        Gates.DeletedPercent => "Part de fiches à supprimer (%)",
        _ => gate,
    };

    public static string Kind(string kind) => kind switch
    {
        "completeness" => "part de fiches renseignées (%)",
        "validity" => "part de valeurs valides (%)",
        "uniqueness" => "part de fiches sans doublon (%)",
        "referential" => "part de liens retrouvés (%)",
        "consistency" => "part de fiches cohérentes (%)",
        "sum" => "plus grand écart de somme",
        "duplicates" => "part de lignes fusionnées (%)",
        "review" => "doublons possibles à trancher (paires)",
        "reconciliation" => "part de lignes reprises (%)",
        _ => kind,
    };

    public static string Outcome(GateVerdict gate) => gate.Outcome switch
    {
        GateOutcome.Passed => "respecté",
        GateOutcome.Warned => "à surveiller",
        GateOutcome.Failed => "DÉPASSÉ",
        GateOutcome.Waived => $"dérogation de {gate.WaivedBy}",
        _ => gate.Outcome.ToString(),
    };

    /// <summary>Beside a figure in a row of them: nothing when it is within.</summary>
    public static string Mark(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Passed => string.Empty,
        GateOutcome.Warned => " (!)",
        GateOutcome.Failed => " ✗",
        GateOutcome.Waived => " (dérogation)",
        _ => outcome.ToString(),
    };

    public static string Failure(string code) => code switch
    {
        "unreadable" => "valeurs de la source qui ne sont pas des nombres",
        "beyond_limits" => "trop de groupes ou de chiffres",
        _ => $"PostgreSQL refuse l'expression sur ces données ({code})",
    };

    public static string Measure(decimal? value) => value is { } number ? Number(number) : "—";

    public static string Amount(decimal value) => value.ToString("#,0.######", Numbers);

    public static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    public static string ShortMode(RunMode mode) => mode switch
    {
        RunMode.Rehearsal => "répétition",
        RunMode.Full => "complète",
        RunMode.Incremental => "incrémentale",
        _ => mode.ToString(),
    };

    public static string Reason(string reason) => reason switch
    {
        Reasons.ZeroDate => "date nulle de MySQL (0000-00-00)",
        Reasons.PartialDate => "date partielle (mois ou jour à 0)",
        Reasons.OutOfRange => "valeur hors bornes",
        Reasons.InvalidText => "octets qui ne forment pas un texte",
        Reasons.NulInText => "caractère NUL retiré du texte",
        Reasons.RepeatedJsonKey => "clé JSON répétée : seule la dernière valeur est gardée",
        Reasons.DstGap => "heure sautée au passage à l'heure d'été, avancée d'autant",
        Reasons.DstOverlap => "heure qui existe deux fois au retour à l'heure d'hiver : la première est retenue",
        Reasons.TooLong => "texte plus long que la colonne cible",
        Reasons.NotNull => "valeur absente alors qu'elle est obligatoire",
        Reasons.NotConvertible => "valeur sans équivalent dans le type cible",
        Reasons.Truncated => "précision réduite à celle de la cible",
        Reasons.BlankAsNull => "texte vide remplacé par « absent »",
        Reasons.Otherwise => "valeur de remplacement du plan",
        Reasons.Map => "valeur remplacée selon la table de valeurs du plan",
        Reasons.MapToNull => "valeur que la table de valeurs du plan rend « absente »",
        Reasons.UnknownValue => "valeur inconnue de la table de valeurs du plan",
        Reasons.BlankEnum => "énumération vide remplacée par « absent »",
        Reasons.UnknownLabel => "libellé inconnu de la cible",
        Reasons.MissingParent => "ligne liée absente ou elle-même rejetée",
        Reasons.AmbiguousParent => "plusieurs lignes liées possibles, que seules la casse, les accents ou les espaces distinguent",
        Reasons.MissingRecord => "aucune fiche de la cible n'a la clé recherchée",
        Reasons.MissingRow => "la table jointe n'a pas de ligne correspondante",
        Reasons.RepeatedAttribute => "attribut présent plusieurs fois",
        Reasons.Ambiguous => "plusieurs fiches de la cible ont la clé recherchée",
        Reasons.ExpressionFailed => "expression SQL du plan en échec sur cette ligne",
        Reasons.ReferenceRespelled => "lien compris comme la valeur à laquelle il renvoie (casse, accents, espaces finaux)",
        Reasons.OrphanForeignKey => "lignes orphelines : clé étrangère créée sans validation de l'existant",
        Reasons.KeyTooLong => "clé trop longue pour un index de PostgreSQL : index sur son empreinte, clé étrangère non créée",
        Reasons.Duplicate => "doublon selon une contrainte d'unicité de la cible",
        Reasons.DuplicateKey => "clé source absente ou en double",
        Reasons.CheckViolation => "contrainte de la cible non respectée",
        Reasons.ChangedInTarget => "fiche modifiée dans l'application depuis la dernière reprise",
        _ => Reasons.RefusedBy(reason) is { } normaliser ? FrenchRules.Refused(normaliser) : FrenchRules.Changed(reason),
    };

    public static string Hazard(string code) => code switch
    {
        HazardCodes.NotBoolean => "oui/non (tinyint(1)) avec d'autres valeurs que 0 et 1",
        HazardCodes.Orphan => "lignes sans la ligne à laquelle leur clé étrangère renvoie",
        HazardCodes.LikelyOrphan => "lien probable, non déclaré, vers une ligne absente",
        HazardCodes.ReferenceByCollation => "liens qui ne tiennent que si l'on ignore casse, accents ou espaces finaux",
        HazardCodes.EqualByCollation => "valeurs identiques pour MySQL mais écrites différemment",
        HazardCodes.MojibakeOnce => "texte mal décodé une fois (« Ã© » pour « é »)",
        HazardCodes.MojibakeTwice => "texte mal décodé deux fois ou plus",
        HazardCodes.NoKey => "table sans clé",
        HazardCodes.NotTransactional => "table dont le moteur n'a pas de transactions",
        HazardCodes.UnknownCollation => "collation inconnue",
        _ => Reason(code),
    };

    public static string Proposal(Proposal proposal) => proposal switch
    {
        Core.Hazards.Proposal.Keep => "repris tel quel",
        Core.Hazards.Proposal.Null => "devient « absent », compté",
        Core.Hazards.Proposal.Quarantine => "ligne mise de côté, à corriger puis réinjecter",
        Core.Hazards.Proposal.Strip => "réduit à ce que la cible peut contenir, compté",
        Core.Hazards.Proposal.Shift => "rattaché à une heure qui a existé, compté",
        Core.Hazards.Proposal.Respell => "réécrit comme la valeur à laquelle il renvoie, compté",
        Core.Hazards.Proposal.Replace => "remplacé par la valeur prévue au plan, compté",
        Core.Hazards.Proposal.Normalise => "mis en forme par la règle du plan, compté",
        Core.Hazards.Proposal.Widen => "repris tel quel dans un type plus large",
        Core.Hazards.Proposal.Unchecked => "repris tel quel, clé étrangère créée sans validation de l'existant (plan avec correspondances : ligne mise de côté)",
        _ => proposal.ToString(),
    };

    public static string Decider(Decider decider) => decider switch
    {
        Core.Hazards.Decider.Entity => "À décider par l'entité",
        Core.Hazards.Decider.Application => "À décider par les responsables de l'application",
        Core.Hazards.Decider.Engineer => "À décider par l'ingénieur de données",
        _ => decider.ToString(),
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
