using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads the <c>duplicates</c> of a table plan.</summary>
internal static class DuplicateReader
{
    private const decimal LeastProbability = 0.001m;
    private const decimal MostProbability = 0.999999m;
    private const int MostRows = 400;

    private static readonly (string Word, FieldRole Role)[] Roles =
    [
        ("name", FieldRole.OrganisationName), ("family_name", FieldRole.FamilyName), ("given_name", FieldRole.GivenName),
        ("birth_date", FieldRole.BirthDate), ("street", FieldRole.Street), ("street_number", FieldRole.StreetNumber),
        ("address_extra", FieldRole.AddressExtra), ("postal_code", FieldRole.PostalCode), ("city", FieldRole.City),
        ("region", FieldRole.Region), ("phone", FieldRole.Phone), ("email", FieldRole.Email), ("identifier", FieldRole.Identifier),
    ];

    /// <summary>Words under <c>fields</c>.</summary>
    public static IEnumerable<string> RoleWords => Roles.Select(role => role.Word);

    /// <summary>The rule; null when there is none, or something is missing or wrong.</summary>
    public static DuplicateRule? Read(YamlMapping table)
    {
        if (table.Mapping("duplicates", DocumentKeys.Duplicates) is not { } root)
        {
            return null;
        }

        var kind = root.Choice("kind", ("person", RecordKind.Person), ("organisation", RecordKind.Organisation));
        var fields = Fields(root, kind);
        var rule = new DuplicateRule
        {
            Kind = kind ?? default,
            Fields = fields,
            Certain = root.Names("certain"),
            MatchAt = root.Decimal("match_at", LeastProbability, MostProbability) ?? DuplicateRule.DefaultMatchAt,
            ReviewAt = root.Decimal("review_at", LeastProbability, MostProbability) ?? DuplicateRule.DefaultReviewAt,
            MaxCluster = root.Integer("max_cluster", 2, MostRows) ?? DuplicateRule.DefaultMaxCluster,
            Among = root.Words("among"),
            Survivor = root.Choice("survivor", ("first", DuplicateSurvivor.First), ("most_complete", DuplicateSurvivor.MostComplete), ("most_recent", DuplicateSurvivor.MostRecent)) ?? DuplicateSurvivor.First,
            By = root.Words("by"),
            Fill = root.Names("fill"),
            FillsExisting = root.Choice("existing", ("keep", false), ("fill", true)) ?? false,
            Best = Best(root),
            Line = root.Line,
        };
        Check(root, rule);
        return kind is null || fields.Count == 0 ? null : rule;
    }

    private const string HowBest = "Write longest, { most_recent: COLUMN }, or { source: COLUMN, order: [VALUE, …] } with the most trusted value first.";

    private static List<BestValue> Best(YamlMapping root)
    {
        var best = new List<BestValue>();
        foreach (var entry in root.Map("best", "how the value of a column is chosen")?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { IsNull: false, Text: "longest" })
            {
                best.Add(new BestValue(entry.Key, null));
            }
            else if (entry.Value is YamlMap map)
            {
                best.Add(Best(root, entry.Key, root.Inner(map, DocumentKeys.BestValue, $"best.{entry.Key}.")));
            }
            else
            {
                root.Report(ProblemCodes.UnknownWord, entry.Line, $"How the best value of {Spelling.Show(entry.Key)} is chosen is not said.", HowBest);
            }
        }

        return best;
    }

    private static BestValue Best(YamlMapping root, string column, YamlMapping choice)
    {
        var recent = choice.Words("most_recent");
        var source = choice.Words("source");
        var order = choice.Names("order");
        if ((recent is null) == (source is null) || (source is null) != (order.Count == 0))
        {
            root.Report(ProblemCodes.MissingKey, choice.Line, $"How the best value of {Spelling.Show(column)} is chosen is not said, or said twice.", HowBest);
        }

        return new BestValue(column, recent, source is null ? null : new SourcePriority(source, order));
    }

    private static void Check(YamlMapping root, DuplicateRule rule)
    {
        foreach (var both in rule.Best.Where(best => rule.Fill.Contains(best.Column)))
        {
            root.Report(ProblemCodes.DuplicateItem, root.LineOf("best"), $"{Spelling.Show(both.Column)} is in 'fill' and in 'best'.", "Keep one of them: the best value also fills what is empty.");
        }

        if (rule is { FillsExisting: true, Fill.Count: 0 })
        {
            root.Report(ProblemCodes.MissingValue, root.LineOf("existing"), "'existing: fill' fills nothing: there is no 'fill'.", "Name the columns that rows may fill, such as 'fill: [phone]', or write 'existing: keep'.");
        }

        foreach (var again in rule.Best.GroupBy(best => best.Column, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            root.Report(ProblemCodes.DuplicateKey, root.LineOf("best"), $"The key {Spelling.Show(again.Key)} of 'best' is there twice.", "Keep one of them.");
        }

        if (rule.ReviewAt > rule.MatchAt)
        {
            root.Report(ProblemCodes.OutOfRange, root.LineOf("review_at"), "A pair is merged before it is shown: 'review_at' is above 'match_at'.", "Write a lower 'review_at'.");
        }

        if ((rule.Survivor == DuplicateSurvivor.MostRecent) != (rule.By is not null))
        {
            root.Report(ProblemCodes.MissingValue, root.Line, "'survivor: most_recent' and 'by' go together.", "Write both, such as 'survivor: most_recent' and 'by: updated_at', or neither.");
        }

        foreach (var column in rule.Certain.Where(column => rule.Fields.All(field => field.Column != column)))
        {
            root.Report(
                ProblemCodes.UnknownWord,
                root.LineOf("certain"),
                $"{Spelling.Show(column)} is certain and not compared.",
                Spelling.Suggest(column, rule.Fields.Select(field => field.Column), "Name columns that 'fields' has."));
        }
    }

    private static List<DuplicateField> Fields(YamlMapping root, RecordKind? kind)
    {
        var fields = new List<DuplicateField>();
        var map = root.Map("fields", "columns by what they say");
        foreach (var entry in map?.Entries ?? [])
        {
            var role = Array.Find(Roles, candidate => candidate.Word == entry.Key);
            if (role.Word is null)
            {
                root.Report(ProblemCodes.UnknownKey, entry.Line, $"{Spelling.Show(entry.Key)} is nothing that a field can say.", Spelling.Suggest(entry.Key, RoleWords, $"Write one of {Spelling.List([.. RoleWords])}."));
                continue;
            }

            fields.AddRange(Columns(root, entry).Select(column => new DuplicateField(role.Role, column)));
        }

        if (map is not null && kind is { } known && !fields.Exists(field => IsName(field.Role, known)))
        {
            root.Report(
                ProblemCodes.MissingValue,
                root.LineOf("fields"),
                "Nothing among the fields names a record.",
                known == RecordKind.Person ? "Add 'family_name: COLUMN'." : "Add 'name: COLUMN'.");
        }

        return fields;
    }

    private static bool IsName(FieldRole role, RecordKind kind) => role == (kind == RecordKind.Person ? FieldRole.FamilyName : FieldRole.OrganisationName);

    private static IEnumerable<string> Columns(YamlMapping root, YamlEntry entry)
    {
        var items = entry.Value is YamlList list ? list.Items : [entry.Value];
        foreach (var item in items)
        {
            if (item is YamlScalar { IsNull: false, Text: var text } && !string.IsNullOrWhiteSpace(text))
            {
                yield return text.Trim();
            }
            else
            {
                root.Report(ProblemCodes.WrongType, item.Line, $"The value of '{entry.Key}' is no column.", "Write a column of the target, or several in brackets.");
            }
        }
    }
}
