using Reprise.Core.Catalogs;

namespace Reprise.Reporting;

/// <summary>French words for what a source has and no plan carries over.</summary>
internal static class FrenchFeatures
{
    public static string Kind(SourceFeatureKind kind) => kind switch
    {
        SourceFeatureKind.View => "vue",
        SourceFeatureKind.Trigger => "déclencheur",
        SourceFeatureKind.Procedure => "procédure",
        SourceFeatureKind.Function => "fonction",
        SourceFeatureKind.Event => "tâche planifiée",
        SourceFeatureKind.Sequence => "séquence",
        SourceFeatureKind.Partitions => "partitions (toutes les lignes sont reprises, dans une seule table)",
        SourceFeatureKind.History => "historique des lignes (les lignes actuelles sont reprises)",
        _ => kind.ToString(),
    };
}
