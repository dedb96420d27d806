using System.Text.RegularExpressions;
using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Entities;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads rules whose values PostgreSQL works out: <c>sql</c> and <c>lookup</c>.</summary>
internal static partial class DerivedRuleReader
{
    private static readonly PgType Text = new(PgKind.Text);

    /// <summary>The rule with <c>sql</c>; null after its problems were reported.</summary>
    public static ExpressionRule? Expression(YamlEntry entry, YamlMapping rule)
    {
        var sql = rule.Words("sql");
        if (sql is not null && SqlExpression.Misfit(sql) is { } misfit)
        {
            rule.Report(ProblemCodes.RuleExpression, rule.LineOf("sql"), $"The rule of the column {Spelling.Show(entry.Key)} is not one SQL expression: {misfit}.", "Write one expression, such as concat_ws(' ', first_name, last_name).");
            return null;
        }

        var entries = rule.Map("with", "source columns by name")?.Entries ?? [];
        var inputs = Distinct(rule, "with", entries).Select(input => Input(rule, input)).ToList();
        return sql is null || inputs.Contains(null) ? null : new ExpressionRule(entry.Key, sql, [.. inputs.OfType<SourceInput>()], entry.Line);
    }

    /// <summary>The rule with <c>lookup</c>; null after its problems were reported.</summary>
    public static LookupRule? Lookup(YamlEntry entry, YamlMapping rule)
    {
        var table = TablePlanReader.Target(rule, "lookup");
        var by = By(rule);
        var returned = rule.Words("return");
        var (missing, text) = Missing(rule);
        return table is null || by is null || missing is null
            ? null
            : new LookupRule(entry.Key, table, by, returned, missing.Value, entry.Line) { MissingText = text };
    }

    private static SourceInput? Input(YamlMapping rule, YamlEntry entry)
    {
        if (!InputName().IsMatch(entry.Key))
        {
            rule.Report(ProblemCodes.InvalidName, entry.Line, $"{Spelling.Show(entry.Key)} is no name for an input.", "Write 1 to 40 lower-case letters, digits and underscores, a letter first.");
            return null;
        }

        switch (entry.Value)
        {
            case YamlScalar { IsNull: false } scalar when !string.IsNullOrWhiteSpace(scalar.Text):
                return new SourceInput(entry.Key, scalar.Text.Trim(), Text);
            case YamlMap map:
                var input = rule.Inner(map, DocumentKeys.ExpressionInput, $"with.{entry.Key}.");
                return input.Words("from") is { } from && Type(input) is { } type ? new SourceInput(entry.Key, from, type) : null;
            default:
                rule.Report(ProblemCodes.WrongType, entry.Line, $"The input {Spelling.Show(entry.Key)} is no source column.", "Write its name, or { from: …, type: … }.");
                return null;
        }
    }

    private static PgType? Type(YamlMapping input)
    {
        if (input.Node("type") is null)
        {
            return Text;
        }

        var word = input.Words("type") ?? string.Empty;
        var known = TypeChoice.Words.Keys.Where(name => name != TypeChoice.SwappedUuid).ToList();
        if (known.Contains(word))
        {
            return TypeChoice.Words[word];
        }

        input.Report(ProblemCodes.InvalidType, input.LineOf("type"), $"{Spelling.Show(word)} is no type of an input.", Spelling.Suggest(word, known, $"Write one of {string.Join(", ", known)}."));
        return null;
    }

    private static List<SourceInput>? By(YamlMapping rule)
    {
        if (rule.Map("by", "source columns by columns of the table looked up") is not { } map)
        {
            return null;
        }

        if (map.Entries.Count == 0)
        {
            rule.Report(ProblemCodes.MissingValue, rule.LineOf("by"), "The lookup compares nothing.", "Name a column of the table looked up and the source column with its value, such as { code: categorie }.");
            return null;
        }

        var by = new List<SourceInput>();
        var entries = Distinct(rule, "by", map.Entries);
        foreach (var entry in entries)
        {
            if (entry.Value is YamlScalar { IsNull: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
            {
                by.Add(new SourceInput(entry.Key, scalar.Text.Trim(), null));
            }
            else
            {
                rule.Report(ProblemCodes.WrongType, entry.Line, $"What {Spelling.Show(entry.Key)} is compared with is no source column.", "Write the name of one.");
            }
        }

        return by.Count == entries.Count ? by : null;
    }

    private static (MissingRecord? Missing, string? Text) Missing(YamlMapping rule)
    {
        if (rule.Node("missing") is YamlMap)
        {
            return rule.Mapping("missing", DocumentKeys.MissingValue)?.Text("value") is { } text ? (MissingRecord.Value, text) : (null, null);
        }

        return rule.IsNull("missing")
            ? (MissingRecord.Null, null)
            : (rule.Node("missing") is null ? MissingRecord.Quarantine : rule.Choice("missing", ("quarantine", MissingRecord.Quarantine), ("null", MissingRecord.Null)), null);
    }

    private static List<YamlEntry> Distinct(YamlMapping rule, string key, IReadOnlyList<YamlEntry> entries)
    {
        foreach (var again in entries.GroupBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
        {
            rule.Report(ProblemCodes.DuplicateKey, again.Line, $"The key {Spelling.Show(again.Key)} of '{rule.Path}{key}' is there twice.", "Keep one of them.");
        }

        return [.. entries.DistinctBy(entry => entry.Key)];
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InputName();
}
