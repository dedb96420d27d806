using System.Diagnostics;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Replicate;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping;

/// <summary>What a source has and no plan carries over: the same findings for every kind of plan, since somebody has to make up for each of them.</summary>
public static class FeatureFindings
{
    /// <summary>The finding that a feature is.</summary>
    public static Finding Of(SourceFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.Kind switch
        {
            SourceFeatureKind.View => new Finding(FindingCodes.NotCarried, feature.Name, string.Empty, "The view is not carried: its SQL is MySQL's."),
            SourceFeatureKind.Trigger => OfDatabase($"The trigger '{feature.Name}' of table '{feature.Table}' is not carried: nobody does afterwards what it does."),
            SourceFeatureKind.Procedure => OfDatabase($"The procedure '{feature.Name}' is not carried: its SQL is MySQL's."),
            SourceFeatureKind.Function => OfDatabase($"The function '{feature.Name}' is not carried: its SQL is MySQL's."),
            SourceFeatureKind.Event => OfDatabase($"The event '{feature.Name}' is not carried: nobody does afterwards what it does at set times."),
            SourceFeatureKind.Sequence => OfDatabase($"The sequence '{feature.Name}' is not carried."),
            SourceFeatureKind.Partitions => new Finding(FindingCodes.PartitionsNotCarried, feature.Table, string.Empty, "The table is partitioned: the rows of all partitions are carried into one table without partitions."),
            SourceFeatureKind.History => new Finding(FindingCodes.HistoryNotCarried, feature.Table, string.Empty, "The table is system-versioned: its current rows are carried, their history is not."),
            _ => throw new UnreachableException($"{feature.Kind} is no kind of feature."),
        };
    }

    /// <summary>True for a finding that a feature is.</summary>
    public static bool Is(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Code is FindingCodes.NotCarried or FindingCodes.PartitionsNotCarried or FindingCodes.HistoryNotCarried;
    }

    // A finding of a table is one about its rows; a trigger is none.
    private static Finding OfDatabase(string message) => new(FindingCodes.NotCarried, string.Empty, string.Empty, message);
}
