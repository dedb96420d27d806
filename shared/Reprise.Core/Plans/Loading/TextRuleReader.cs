using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads what a rule with <c>from</c> says of the text of its values: <c>normalise</c>, <c>invalid</c>, <c>map</c> and <c>unknown</c>.</summary>
internal static class TextRuleReader
{
    /// <summary>A rule with these properties set and no others; null after its problems were reported.</summary>
    public static SourceColumnRule? Read(YamlMapping rule)
    {
        var normalise = Normalisers(rule);
        var invalid = Outcome(rule, "invalid");
        var map = Map(rule);
        Refuse(rule, "invalid", unless: rule.Node("normalise") is not null, "No normaliser refuses a value.", "Add 'normalise', or remove 'invalid'.");
        Refuse(rule, "unknown", unless: rule.Node("map") is not null, "Without a map no value is unknown to it.", "Add 'map', or remove 'unknown'.");
        return normalise is null || (map is null && rule.Node("map") is not null)
            ? null
            : new SourceColumnRule(string.Empty, string.Empty, BlankAsNull: false, Otherwise: null, rule.Line) { Normalise = normalise, Invalid = invalid, Map = map };
    }

    private static void Refuse(YamlMapping rule, string key, bool unless, string message, string remedy)
    {
        if (rule.Node(key) is not null && !unless)
        {
            rule.Report(ProblemCodes.UnusedKey, rule.LineOf(key), message, remedy);
        }
    }

    private static IReadOnlyList<string>? Normalisers(YamlMapping rule)
    {
        const string Key = "normalise";
        var names = rule.Node(Key) is YamlScalar ? rule.Words(Key) is { } single ? [single] : [] : rule.Names(Key);
        var known = Mapping.Normalising.Normalisers.Names;
        var unknown = names.Where(name => !known.Contains(name, StringComparer.Ordinal)).ToList();
        foreach (var name in unknown)
        {
            rule.Report(
                ProblemCodes.UnknownNormaliser,
                rule.LineOf(Key),
                $"{Spelling.Show(name)} is no normaliser.",
                $"{Spelling.Suggest(name, known, string.Empty)} Write some of {Spelling.List(known)}.".TrimStart());
        }

        return unknown.Count == 0 ? names : null;
    }

    private static MisfitOutcome? Outcome(YamlMapping rule, string key) => rule.IsNull(key)
        ? MisfitOutcome.Null
        : rule.Choice(key, ("quarantine", MisfitOutcome.Quarantine), ("keep", MisfitOutcome.Keep), ("null", MisfitOutcome.Null));

    private static ValueMap? Map(YamlMapping rule)
    {
        var replacement = rule.Node("unknown") is YamlMap ? rule.Mapping("unknown", DocumentKeys.UnknownValue)?.Text("value") : null;
        var outcome = rule.Node("unknown") is YamlMap ? null : Outcome(rule, "unknown");
        if (rule.Map("map", "texts by the texts whose place they take") is not { } map)
        {
            return null;
        }

        var entries = Entries(map, rule);
        return entries is null ? null : new ValueMap(entries) { Unknown = outcome, UnknownText = replacement };
    }

    private static List<MappedText>? Entries(YamlMap map, YamlMapping rule)
    {
        var entries = new List<MappedText>();
        var isWhole = map.Entries.Count > 0;
        if (!isWhole)
        {
            rule.Report(ProblemCodes.MissingValue, rule.LineOf("map"), "The map is empty.", "Add texts and what takes their place, such as { \"S.A.R.L.\": SARL }.");
        }

        foreach (var entry in map.Entries)
        {
            if (entry.Value is not YamlScalar scalar)
            {
                rule.Report(ProblemCodes.WrongType, entry.Line, "What takes the place of a text is no single value.", "Write one text, or null.");
                isWhole = false;
            }
            else if (entries.Find(other => other.From == entry.Key) is { } first)
            {
                rule.Report(ProblemCodes.DuplicateKey, entry.Line, $"{Spelling.Show(entry.Key)} is already in the map, on line {first.Line}.", "Keep one of them.");
                isWhole = false;
            }
            else
            {
                entries.Add(new MappedText(entry.Key, scalar.IsNull ? null : scalar.Text, entry.Line));
            }
        }

        return isWhole ? entries : null;
    }
}
