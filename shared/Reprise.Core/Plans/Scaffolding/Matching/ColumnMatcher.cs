using Reprise.Core.Plans.Scaffolding.Content;

namespace Reprise.Core.Plans.Scaffolding.Matching;

/// <summary>Which source column fills which target column: by name, type and content, one to one over the whole table.</summary>
internal static class ColumnMatcher
{
    private const double NameWeight = 0.8;
    private const double ContentWeight = 0.4;
    private const double KeyAsValue = 0.5;

    // Values that little else looks like are worth a mention whatever the column is called.
    private const double TellingShare = 0.8;
    private const double TellingWeight = 0.5;
    private const double OtherFamily = 0.85;

    // A kind of value that the name does not hint at is worth less than the same name.
    private const double LeastName = 0.2;

    private static readonly Evidence None = new(0, string.Empty);

    /// <summary>The best assignment of source to target columns; pairs not worth mentioning are left out.</summary>
    public static IReadOnlyList<ColumnPair> Match(IReadOnlyList<NamedSourceColumn> sources, IReadOnlyList<NamedTargetColumn> targets)
    {
        var scores = new double[targets.Count, sources.Count];
        for (var row = 0; row < targets.Count; row++)
        {
            for (var column = 0; column < sources.Count; column++)
            {
                scores[row, column] = Evidence(sources[column], targets[row]) is { Confidence: >= Matching.Evidence.Worth } evidence ? evidence.Confidence : 0;
            }
        }

        return
        [
            .. Assignment.Best(scores)
                .Select((source, target) => (Source: source, Target: target))
                .Where(pair => pair.Source >= 0)
                .Select(pair => new ColumnPair(sources[pair.Source], targets[pair.Target], Evidence(sources[pair.Source], targets[pair.Target]))),
        ];
    }

    /// <summary>How well one column fills another.</summary>
    public static Evidence Evidence(NamedSourceColumn source, NamedTargetColumn target)
    {
        // The dear questions are asked where the answer may matter: there are as many pairs as columns of both databases multiplied.
        var name = source.Words.Likeness(target.Words);
        if (name < LeastName && !ContentLikeness.IsTelling(target))
        {
            return None;
        }

        var type = target.Reference is null ? TypeLikeness.Of(source.Column, target.Column.Type) : 1;
        if (type == 0)
        {
            return None;
        }

        var content = ContentLikeness.Of(source, target);
        var known = (NameWeight * name) + ((1 - NameWeight) * type);
        known = content switch
        {
            > 0 when name >= LeastName => known + ((1 - known) * ContentWeight * content),
            >= TellingShare when ContentLikeness.IsTelling(target) => known + ((1 - known) * TellingWeight * content),
            < 0 => known * (1 + ((1 - ContentWeight) * content)),
            _ => known,
        };
        if (type < TypeLikeness.Near)
        {
            known *= OtherFamily;
        }

        if (target.Reference is null && source is { Words.IsKey: true, Family: ValueFamily.Whole })
        {
            known *= KeyAsValue;
        }

        return new Evidence(Math.Round(known, 2), Reasons(name, target.Reference is null ? type : 0, content));
    }

    private static string Reasons(double name, double type, double content)
    {
        var reasons = new List<string>();
        if (name >= 0.5)
        {
            reasons.Add("name");
        }

        if (type >= 0.8)
        {
            reasons.Add("type");
        }

        if (content >= 0.5)
        {
            reasons.Add("content");
        }

        return reasons.Count == 0 ? "little" : string.Join('+', reasons);
    }
}

/// <summary>A source column and the target column it fills.</summary>
internal sealed record ColumnPair(NamedSourceColumn Source, NamedTargetColumn Target, Evidence Evidence);
