using System.Reflection;
using System.Text.Json;
using NJsonSchema;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Tests.Configuration;

public sealed class SchemaTests
{
    private const string Rule = "plan:/definitions/";

    /// <summary>Where each set of keys that a reader knows stands in the schemas: document and path.</summary>
    private static readonly Dictionary<string, string[]> Places = new()
    {
        [nameof(DocumentKeys.Settings)] = ["reprise:"],
        [nameof(DocumentKeys.Connection)] = ["reprise:/properties/target", "entity:/properties/source"],
        [nameof(DocumentKeys.Snapshots)] = ["reprise:/properties/snapshots"],
        [nameof(DocumentKeys.EncryptionKeys)] = ["reprise:/properties/keys"],
        [nameof(DocumentKeys.Defaults)] = ["reprise:/properties/defaults"],
        [nameof(DocumentKeys.Gates)] = ["reprise:/properties/defaults/properties/gates", "entity:/properties/gates"],
        [nameof(DocumentKeys.Entity)] = ["entity:"],
        [nameof(DocumentKeys.Fragment)] = ["fragment:"],
        [nameof(DocumentKeys.Overrides)] = ["entity:/properties/overrides"],
        [nameof(DocumentKeys.Window)] = ["entity:/properties/window"],
        [nameof(DocumentKeys.Plan)] = ["plan:"],
        [nameof(DocumentKeys.TablePlan)] = [$"{Rule}table_plan"],
        [nameof(DocumentKeys.Duplicates)] = [$"{Rule}table_plan/properties/duplicates"],
        [nameof(DocumentKeys.Sync)] = [$"{Rule}table_plan/properties/sync"],
        [nameof(DocumentKeys.SoftDelete)] = [$"{Rule}table_plan/properties/sync/properties/soft_delete"],
        [nameof(DocumentKeys.Join)] = [$"{Rule}join"],
        [nameof(DocumentKeys.Pivot)] = [$"{Rule}pivot"],
        [nameof(DocumentKeys.BestValue)] = [$"{Rule}best_value"],
        [nameof(DocumentKeys.Id)] = [$"{Rule}table_plan/properties/id"],
        [nameof(DocumentKeys.QualityGate)] = [$"{Rule}gate"],
        [nameof(DocumentKeys.SumSource)] = [$"{Rule}sum_source"],
        [nameof(DocumentKeys.SourceRule)] = [$"{Rule}source_rule"],
        [nameof(DocumentKeys.UnknownValue)] = [$"{Rule}unknown_value"],
        [nameof(DocumentKeys.Condition)] = [$"{Rule}condition"],
        [nameof(DocumentKeys.ConstantRule)] = [$"{Rule}constant_rule"],
        [nameof(DocumentKeys.EntityRule)] = [$"{Rule}entity_rule"],
        [nameof(DocumentKeys.ReferenceRule)] = [$"{Rule}reference_rule"],
        [nameof(DocumentKeys.ExpressionRule)] = [$"{Rule}expression_rule"],
        [nameof(DocumentKeys.ExpressionInput)] = [$"{Rule}expression_input"],
        [nameof(DocumentKeys.LookupRule)] = [$"{Rule}lookup_rule"],
        [nameof(DocumentKeys.MissingValue)] = [$"{Rule}missing_value"],
    };

    public static TheoryData<string, string> GoodDocuments => new()
    {
        { "reprise", SampleFolder.Settings },
        { "entity", SampleFolder.Paris },
        { "entity", SampleFolder.Marseille },
        { "plan", SampleFolder.Plan },
        { "fragment", SampleFolder.Fragment },
        { "plan", SampleFolder.RuledPlan },
    };

    public static TheoryData<string, string, string, string> BrokenDocuments => new()
    {
        { "reprise", SampleFolder.Settings, "keys:", "key:" },
        { "reprise", SampleFolder.Settings, "env:REPRISE_TARGET", "\"Server=x;Password=y\"" },
        { "reprise", SampleFolder.Settings, "retention_days: 14", "retention_days: 0" },
        { "reprise", SampleFolder.Settings, "keep_days: 90", "keep_days: 0" },
        { "reprise", SampleFolder.Settings, "reprise-blobs", "R" },
        { "reprise", SampleFolder.Settings, "quarantined_percent: 2.5", "quarantined_percent: 101" },
        { "reprise", SampleFolder.Settings, "chunk_rows: 50000", "chunk_rows: 1" },
        { "entity", SampleFolder.Paris, "approval: required", "approval: maybe" },
        { "entity", SampleFolder.Paris, "parallelism: 2", "parallelism: two" },
        { "entity", SampleFolder.Paris, "parallelism: 2", "parallelisme: 2" },
        { "entity", SampleFolder.Paris, "entity: ud-75", "entity: UD_75" },
        { "entity", SampleFolder.Paris, "\"20:00\"", "\"24:00\"" },
        { "entity", SampleFolder.Paris, ", time_zone: Europe/Paris", "" },
        { "entity", SampleFolder.Paris, "PT30M", "30 minutes" },
        { "entity", SampleFolder.Marseille, "plan: replicate", "" },
        { "plan", SampleFolder.Plan, "plan: dolibarr", "plan: replicate" },
        { "plan", SampleFolder.Plan, "version: 3", "version: 0" },
        { "plan", SampleFolder.Plan, "strategy: uuid", "strategy: serial" },
        { "plan", SampleFolder.Plan, "    to: contact\n", "" },
        { "plan", SampleFolder.Plan, "llx_menu", "llx_const" },
        { "plan", SampleFolder.Plan, "{ entity: code }", "{ entity: siren }" },
        { "plan", SampleFolder.Plan, "{ entity: code }", "{ entity: code, value: 1 }" },
        { "plan", SampleFolder.Plan, "{ from: siret, blank_as_null: true }", "{ form: siret }" },
        { "plan", SampleFolder.Plan, "missing: null", "missing: ignore" },
        { "plan", SampleFolder.Plan, "{ from: siret, blank_as_null: true }", "{ from: siret, normalise: [sirret] }" },
        { "plan", SampleFolder.Plan, "{ from: siret, blank_as_null: true }", "{ from: siret, normalise: siret, invalid: drop }" },
        { "plan", SampleFolder.Plan, "{ from: siret, blank_as_null: true }", "{ from: siret, map: {} }" },
        { "plan", SampleFolder.Plan, "{ from: siret, blank_as_null: true }", "{ from: siret, map: { a: [b] } }" },
        { "plan", SampleFolder.Plan, "{ from: siret, blank_as_null: true }", "{ from: siret, map: { a: b }, unknown: { text: x } }" },
        { "plan", SampleFolder.Plan, "    lot: people", "    where: { column: entity }" },
        { "plan", SampleFolder.Plan, "    lot: people", "    where: { column: entity, in: [] }" },
        { "plan", SampleFolder.Plan, "    lot: people", "    where: { column: entity, is_null: false }" },
        { "plan", SampleFolder.Plan, "    lot: people", "    where: []" },
        { "plan", SampleFolder.Plan, "name: nom", "name:" },
        { "plan", SampleFolder.Plan, "kind: person", "kind: animal" },
        { "plan", SampleFolder.Plan, "family_name: last_name", "surname: last_name" },
        { "plan", SampleFolder.Plan, "match_at: 0.9", "match_at: 1" },
        { "plan", SampleFolder.RuledPlan, "overlap: PT1H", "overlap: an hour" },
        { "plan", SampleFolder.RuledPlan, "deletes: soft_delete", "deletes: purge" },
        { "plan", SampleFolder.RuledPlan, "soft_delete: { column: closed_at }", "soft_delete: { value: 1 }" },
        { "plan", SampleFolder.Plan, "match_at: 0.9", "best: { last_name: shortest }" },
        { "plan", SampleFolder.Plan, "match_at: 0.9", "best: { last_name: { by: created_at } }" },
        { "plan", SampleFolder.Plan, "match_at: 0.9", "best: { last_name: { source: origin } }" },
        { "plan", SampleFolder.Plan, "measure: completeness", "measure: fullness" },
        { "plan", SampleFolder.Plan, "at_most: 10", "at_most: 101" },
        { "plan", SampleFolder.Plan, "on_fail: warn", "on_fail: ignore" },
        { "plan", SampleFolder.Plan, "gate: kept", "gate: conservation" },
        { "plan", SampleFolder.Plan, "tolerance: 0.01", "tolerance: -1" },
        { "plan", SampleFolder.Plan, "    key: [rowid]\n", "    use: []\n" },
        { "plan", SampleFolder.RuledPlan, "sql: \"concat_ws(' ', prenom, last_name, age)\", ", "" },
        { "plan", SampleFolder.RuledPlan, "type: integer", "type: number" },
        { "plan", SampleFolder.RuledPlan, "prenom: prenom", "Prénom: prenom" },
        { "plan", SampleFolder.RuledPlan, "by: { code: region }", "by: {}" },
        { "plan", SampleFolder.RuledPlan, "by: { code: region }", "by: { code: [region] }" },
        { "plan", SampleFolder.RuledPlan, "missing: { value: 1 }", "missing: { values: 1 }" },
        { "plan", SampleFolder.RuledPlan, "missing: null }", "missing: ignore }" },
        { "plan", SampleFolder.RuledPlan, "part: spouse", "part: Conjoint" },
        { "plan", SampleFolder.RuledPlan, "as: pays, ", "" },
        { "plan", SampleFolder.RuledPlan, "on: { id: extra.fk_pays }", "on: {}" },
        { "plan", SampleFolder.RuledPlan, "missing: quarantine }", "missing: refuse }" },
        { "plan", SampleFolder.RuledPlan, "repeated: first", "repeated: all" },
        { "plan", SampleFolder.RuledPlan, "name: cle, ", "" },
        { "entity", SampleFolder.Paris, "approval: required", "overrides: { ignore: [llx_menu] }" },
        { "entity", SampleFolder.Paris, "approval: required", "overrides: { tables: [contact] }" },
        { "fragment", SampleFolder.Fragment, "fragment: contact", "from: contact" },
        { "fragment", SampleFolder.Fragment, "columns:", "column:" },
    };

    [Theory]
    [MemberData(nameof(GoodDocuments))]
    public async Task Schemas_accept_what_the_loader_accepts(string schema, string file)
    {
        var errors = (await SchemaAsync(schema)).Validate(YamlAsJson.Convert(SampleFolder.Good[file]));

        Assert.Empty(errors);
    }

    [Theory]
    [MemberData(nameof(BrokenDocuments))]
    public async Task Schemas_refuse_what_the_loader_refuses(string schema, string file, string before, string after)
    {
        using var folder = new SampleFolder();
        folder.Replace(file, before, after);

        var errors = (await SchemaAsync(schema)).Validate(YamlAsJson.Convert(await File.ReadAllTextAsync(Path.Combine(folder.Root, file), TestContext.Current.CancellationToken)));

        Assert.NotEmpty(errors);
        Assert.Contains(folder.Load().Problems, problem => problem.File == file);
    }

    [Fact]
    public void Every_set_of_keys_that_a_reader_knows_is_held_against_a_schema()
    {
        var sets = typeof(DocumentKeys).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => field.Name);

        // AnyRule is the union of the kinds, opened to report misspelt keys only.
        Assert.Equal(sets.Except([nameof(DocumentKeys.AnyRule)]).Order(StringComparer.Ordinal), Places.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SetNames))]
    public void Schemas_have_exactly_the_keys_that_the_readers_know(string name)
    {
        var keys = Assert.IsType<KeySet>(typeof(DocumentKeys).GetField(name)?.GetValue(null));

        foreach (var place in Places[name])
        {
            var node = At(place);
            Assert.Equal(keys.All.Order(StringComparer.Ordinal), Properties(node).Order(StringComparer.Ordinal));
            Assert.Equal(keys.Required.Order(StringComparer.Ordinal), Required(node).Order(StringComparer.Ordinal));
            Assert.False(node.GetProperty("additionalProperties").GetBoolean(), place);
        }
    }

    public static TheoryData<string> SetNames => [.. Places.Keys];

    [Fact]
    public void The_keys_of_any_rule_are_those_of_all_kinds()
    {
        KeySet[] kinds = [DocumentKeys.SourceRule, DocumentKeys.ConstantRule, DocumentKeys.EntityRule, DocumentKeys.ReferenceRule, DocumentKeys.ExpressionRule, DocumentKeys.LookupRule];

        Assert.Equal(kinds.SelectMany(kind => kind.All).Distinct().Order(StringComparer.Ordinal), DocumentKeys.AnyRule.All.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("reprise")]
    [InlineData("entity")]
    [InlineData("plan")]
    [InlineData("fragment")]
    public void Every_key_of_a_schema_is_described(string schema) => Described(Document(schema), schema);

    private static void Described(JsonElement node, string path)
    {
        if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in node.EnumerateObject())
            {
                if (property.Name == "properties")
                {
                    Assert.All(property.Value.EnumerateObject(), key => Assert.True(key.Value.TryGetProperty("description", out _), $"{path}/{key.Name}"));
                }

                Described(property.Value, $"{path}/{property.Name}");
            }
        }
    }

    private static async Task<JsonSchema> SchemaAsync(string name) =>
        await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(PathOf(name), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    private static JsonElement Document(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement;

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "schemas", $"{name}.schema.json");

    private static JsonElement At(string place)
    {
        var parts = place.Split(':');
        return parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(Document(parts[0]), (node, key) => node.GetProperty(key));
    }

    private static IEnumerable<string> Properties(JsonElement node) => node.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string> Required(JsonElement node) =>
        node.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(item => item.GetString() ?? string.Empty) : [];
}
