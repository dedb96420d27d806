using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Reporting;

/// <summary>French words of how a source was followed.</summary>
internal static class FrenchSync
{
    public static string Method(SyncMethod method) => method switch
    {
        SyncMethod.Full => "lecture complète",
        SyncMethod.Watermark => "colonne de suivi",
        SyncMethod.Hash => "comparaison d'empreintes",
        _ => method.ToString(),
    };

    public static string Reason(TableSync table) => table.Reason switch
    {
        SyncReason.Allowed when table.Method == SyncMethod.Watermark => $"{table.Watermark} à partir de {table.From}, jusqu'à {table.To}",
        SyncReason.Allowed => "la table a une clé et pas de colonne de suivi",
        SyncReason.Mode => "mode de l'exécution",
        SyncReason.Rehearsal => "répétition",
        SyncReason.Replicate => "copie à l'identique : le schéma est reconstruit puis échangé",
        SyncReason.First => "aucune exécution précédente à laquelle comparer",
        SyncReason.Unfinished => "l'exécution précédente a publié sans aboutir",
        SyncReason.RolledBack => "l'exécution précédente a été annulée",
        SyncReason.PlanChanged => "le plan, l'entité ou un catalogue a changé",
        SyncReason.Upgraded => "Reprise a changé de version",
        SyncReason.NoKey => "la table n'a pas de clé",
        SyncReason.OtherKey => "le plan identifie les lignes par d'autres colonnes que la clé de la table",
        SyncReason.KeyType => "type de clé par lequel on ne peut pas redemander des lignes",
        SyncReason.NoBound => "la colonne de suivi n'avait pas de valeur exploitable",
        SyncReason.ManyAgain => "trop de lignes à relire une par une",
        _ => table.Reason,
    };

    /// <summary>Why nothing was skipped, and no rows at all explained.</summary>
    public static string Proof(TableSync table, long? read)
    {
        if (table.IsFull)
        {
            return read == 0 ? "La table est vide dans la source." : "Toutes les lignes ont été lues.";
        }

        var what = table.Method == SyncMethod.Watermark ? "les clés" : "le contenu";
        var parts = new List<string>
        {
            $"Empreintes recalculées par la source sur {what} de {French.Number(table.Ranges)} tranche(s) : {French.Number(table.EqualRanges)} identique(s) à celles de l'exécution {table.BasedOn}",
        };
        if (table.KeysCompared > 0)
        {
            parts.Add($"{French.Number(table.KeysCompared)} clé(s) comparée(s) une à une");
        }

        if (table.Late > 0)
        {
            parts.Add($"{French.Number(table.Late)} ligne(s) validée(s) tardivement, retrouvée(s) par leur clé");
        }

        if (table.Again > 0)
        {
            parts.Add($"{French.Number(table.Again)} ligne(s) relue(s) sans attendre de changement (rejets, décisions, liens absents, fiches partagées)");
        }

        if (read == 0)
        {
            parts.Add(table.Method == SyncMethod.Watermark
                ? "0 ligne lue : aucune ligne n'a de valeur de suivi dans la fenêtre relue, ni de clé nouvelle"
                : "0 ligne lue : aucune tranche n'a changé");
        }

        return string.Join(" ; ", parts) + ".";
    }

    public static string Outcome(string action, string? kept, RunRecord run) => kept switch
    {
        "changed_in_target" => "fiche conservée : modifiée dans l'application",
        "merged_into" => "fiche conservée : d'autres lignes en font partie",
        "referenced" => "fiche conservée : une autre fiche y renvoie",
        "unreadable" => "fiche conservée : une table qui peut y renvoyer n'est pas lisible",
        null => Done(action, run.Status is not (RunStatus.Succeeded or RunStatus.Running or RunStatus.RolledBack) || run.Mode == RunMode.Rehearsal),
        _ => kept,
    };

    private static string Done(string action, bool isPlanned) => action switch
    {
        "report" => "signalée, fiche inchangée",
        "delete" => isPlanned ? "fiche à supprimer" : "fiche supprimée",
        "soft_delete" => isPlanned ? "fiche à marquer comme supprimée" : "fiche marquée comme supprimée",
        "unmerge" => isPlanned ? "à retirer de la table de correspondance" : "retirée de la table de correspondance",
        _ => action,
    };
}
