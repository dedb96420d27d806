using Reprise.Core.Catalogs;
using Reprise.Core.Plans.Scaffolding.Matching;

namespace Reprise.Core.Plans.Scaffolding.Content;

/// <summary>Does what a source column holds look like what a target column asks for?</summary>
internal static class ContentLikeness
{
    // Kinds that the meaning of a name asks for.
    private static readonly (string Group, ContentKind Kind)[] Meant =
    [
        ("email", ContentKind.Email),
        ("phone", ContentKind.Phone),
        ("mobile", ContentKind.Phone),
        ("siren", ContentKind.Siren),
        ("siret", ContentKind.Siret),
        ("postal_code", ContentKind.PostalCode),
        ("website", ContentKind.Url),
        ("year", ContentKind.Year),
        ("city", ContentKind.ProperName),
        ("first_name", ContentKind.ProperName),
    ];

    // Kinds that little else looks like: a column of them belongs nowhere but where they are asked for.
    private static readonly ContentKind[] Telling = [ContentKind.Email, ContentKind.Phone, ContentKind.Siret, ContentKind.Url];

    /// <summary>From -1 (something else) over 0 (cannot tell) to 1 (just that).</summary>
    public static double Of(NamedSourceColumn source, NamedTargetColumn target)
    {
        if (source.Sample is not { } sample || target.Reference is not null)
        {
            return 0;
        }

        return (MeantBy(target) ?? TypedBy(source.Family, TypeLikeness.Family(target.Column.Type.Kind))) is { } kind
            ? Signed(sample.Share(kind))
            : Telling.Any(other => sample.Share(other) >= 0.8) ? -0.5 : 0;
    }

    /// <summary>True for a target column whose values are known by their form alone.</summary>
    public static bool IsTelling(NamedTargetColumn target) => MeantBy(target) is { } kind && Telling.Contains(kind);

    private static ContentKind? MeantBy(NamedTargetColumn target)
    {
        foreach (var (group, kind) in Meant)
        {
            if (target.Words.Means(group))
            {
                return kind;
            }
        }

        return null;
    }

    // Within a family the type says it already.
    private static ContentKind? TypedBy(ValueFamily source, ValueFamily target) => source == target ? null : target switch
    {
        ValueFamily.YesNo => ContentKind.YesNo,
        ValueFamily.Decimal or ValueFamily.Whole => ContentKind.Number,
        ValueFamily.Moment => ContentKind.Date,
        _ => null,
    };

    // Half of the values say nothing: legacy data are dirty. Fewer speak against, more for it.
    private static double Signed(double? share) => share switch
    {
        null => 0,
        >= 0.5 => share.Value,
        < 0.1 => -1,
        _ => (share.Value - 0.5) * 2,
    };
}
