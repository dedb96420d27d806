using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;

namespace Reprise.Reporting.Quarantine;

/// <summary>French words of a quarantine file.</summary>
internal static class QuarantineWords
{
    public const string Dismiss = "écarter";
    public const string Withdraw = "reprendre";

    /// <summary>What would put a row right.</summary>
    public static string Remedy(string reason) => reason switch
    {
        Reasons.ZeroDate or Reasons.PartialDate => "Indiquer la vraie date (AAAA-MM-JJ), ou une valeur de remplacement dans le plan (otherwise).",
        Reasons.OutOfRange => "Indiquer une valeur que la colonne cible peut contenir.",
        Reasons.InvalidText => "Ressaisir le texte.",
        Reasons.TooLong => "Raccourcir le texte à la longueur de la colonne cible.",
        Reasons.NotNull => "Indiquer une valeur, ou une valeur de remplacement dans le plan (otherwise).",
        Reasons.NotConvertible => "Indiquer une valeur du type attendu.",
        Reasons.UnknownLabel => "Indiquer un libellé que la cible connaît.",
        Reasons.MissingParent => "Indiquer une ligne liée qui existe, ou corriger d'abord celle qui est rejetée.",
        Reasons.AmbiguousParent => "Écrire le lien exactement comme la clé de la ligne voulue.",
        Reasons.Duplicate => "Distinguer cette ligne de l'autre, l'écarter, ou déclarer le rapprochement dans le plan (match).",
        Reasons.DuplicateKey => "Corriger la clé dans la base d'origine, ou la clé déclarée dans le plan (key).",
        Reasons.CheckViolation => "Indiquer une valeur que la contrainte de la cible accepte.",
        Reasons.ChangedInTarget => "Choisir entre la fiche de l'application et l'origine : écarter la ligne, ou rétablir la fiche.",
        _ => "Corriger la valeur, ou la règle du plan.",
    };

    /// <summary>Where a row stands.</summary>
    public static string State(HeldRowState state) => state switch
    {
        HeldRowState.Held => "retenue",
        HeldRowState.Fixed => "corrigée, à réinjecter",
        HeldRowState.Dismissed => "écartée",
        HeldRowState.Reinjected => "réinjectée",
        _ => state.ToString(),
    };

    /// <summary>What a cell of the column of decisions means; null = nothing known.</summary>
    public static WorkedDecision? Decision(string text) => text.Trim().ToLowerInvariant() switch
    {
        "" => WorkedDecision.None,
        Dismiss or "ecarter" or "dismiss" => WorkedDecision.Dismiss,
        Withdraw or "withdraw" => WorkedDecision.Withdraw,
        _ => null,
    };
}
