namespace Reprise.Core.Plans.Scaffolding.Matching;

/// <summary>Which target table the rows of a source table become records of: by name, and by how well its columns fill the target's.</summary>
internal static class TableMatcher
{
    private const double NameWeight = 0.45;
    private const double FilledWeight = 0.4;
    private const double UsedWeight = 0.15;
    private const double RequiredWeight = 2;

    /// <summary>The best target of each source table, the surest first; those not worth mentioning are left out.</summary>
    public static IReadOnlyList<TablePair> Match(IReadOnlyList<NamedSource> sources, IReadOnlyList<NamedTarget> targets) =>
    [
        .. sources
            .Select(source => targets.Select(target => new TablePair(source, target, Evidence(source, target))).MaxBy(pair => pair.Evidence.Confidence))
            .OfType<TablePair>()
            .Where(pair => pair.Evidence.Confidence >= Matching.Evidence.Worth)
            .OrderByDescending(pair => pair.Evidence.Confidence)
            .ThenBy(pair => pair.Source.Table.Name, StringComparer.Ordinal),
    ];

    /// <summary>How well one table becomes another.</summary>
    public static Evidence Evidence(NamedSource source, NamedTarget target)
    {
        var name = source.Words.Likeness(target.Words);
        var carriers = source.Carriers;
        if (carriers.Count == 0 || target.Columns.Count == 0)
        {
            return new Evidence(0, string.Empty);
        }

        var pairs = ColumnMatcher.Match(carriers, target.Columns).Where(pair => pair.Evidence.IsSure).ToList();
        var filled = pairs.Sum(pair => Weight(pair.Target) * pair.Evidence.Confidence) / target.Columns.Sum(Weight);
        var used = (double)pairs.Count / carriers.Count;
        var confidence = (NameWeight * name) + (FilledWeight * filled) + (UsedWeight * used);
        return new Evidence(Math.Round(confidence, 2), (name >= 0.5, filled >= 0.4) switch
        {
            (true, true) => "name+columns",
            (true, false) => "name",
            (false, true) => "columns",
            _ => "little",
        });
    }

    private static double Weight(NamedTargetColumn column) => column.IsRequired ? RequiredWeight : 1;
}

/// <summary>A source table and the target table it fills.</summary>
internal sealed record TablePair(NamedSource Source, NamedTarget Target, Evidence Evidence);
