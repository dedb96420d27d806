using System.Text;
using Reprise.Core.Configuration;

namespace Reprise.Core.Tests.Configuration;

/// <summary>Each case changes the good folder in one place and lists every problem that must come of it.</summary>
public sealed class BrokenFolderTests
{
    private const string Settings = SampleFolder.Settings;
    private const string Paris = SampleFolder.Paris;
    private const string Marseille = SampleFolder.Marseille;
    private const string Plan = SampleFolder.Plan;
    private const string Ruled = SampleFolder.RuledPlan;

    public static TheoryData<string, string, string, string, string> Edits => new()
    {
        // what, file, text before, text after, expected "code line" joined by commas
        { "unknown key", Paris, "approval:", "aproval:", "unknown_key 8" },
        { "required key missing", Paris, "name: Union départementale de Paris\n", "", "missing_key 2" },
        { "required key misspelt", Marseille, "plan:", "plam:", "missing_key 1, unknown_key 4" },
        { "key without value", Paris, "plan: dolibarr", "plan:", "missing_value 5" },
        { "blank name", Paris, "Union départementale de Paris", "\"  \"", "missing_value 3" },
        { "key twice", Paris, "parallelism: 2", "parallelism: 2\nparallelism: 3", "duplicate_key 7" },
        { "text for a number", Paris, "parallelism: 2", "parallelism: two", "wrong_type 6" },
        { "number in quotes", Paris, "parallelism: 2", "parallelism: \"2\"", "wrong_type 6" },
        { "number out of range", Paris, "parallelism: 2", "parallelism: 0", "out_of_range 6" },
        { "number beyond any range", Settings, "50000", "99999999999999999999", "out_of_range 6" },
        { "decimal comma", Settings, "2.5", "\"2,5\"", "wrong_type 8" },
        { "percent over hundred", Settings, "2.5", "250", "out_of_range 8" },
        { "list for a text", Paris, "entity: ud-75", "entity: [ud-75]", "wrong_type 2" },
        { "text for a mapping", Paris, "window: { from: \"20:00\", to: \"06:00\", time_zone: Europe/Paris }", "window: at night", "wrong_type 7" },
        { "unknown word", Paris, "approval: required", "approval: require", "unknown_word 8" },
        { "invalid entity code", Marseille, "entity: ud-13", "entity: UD_13", "invalid_name 1" },
        { "code of another entity", Paris, "entity: ud-75", "entity: ud-13", "duplicate_entity 2" },
        { "unknown plan", Paris, "plan: dolibarr", "plan: galette", "unknown_plan 5" },
        { "hour that is none", Paris, "\"20:00\"", "\"24:00\"", "invalid_time 7" },
        { "unknown time zone", Paris, "Europe/Paris", "Europe/Pariss", "unknown_time_zone 7" },
        { "unknown time zone of the source", Marseille, "plan: replicate", "plan: replicate\ntime_zone: Europe/Marseille", "unknown_time_zone 5" },
        { "order of bytes that is none", Plan, "{ from: siret, blank_as_null: true }", "{ from: siret, uuid_order: little }", "unknown_word 15" },
        { "normaliser that is none", Ruled, "[siret]", "[sirret, trim, nfcc]", "unknown_normaliser 15, unknown_normaliser 15" },
        { "normaliser twice", Ruled, "[siret]", "[siret, siret]", "duplicate_item 15" },
        { "outcome that is none", Ruled, "invalid: keep", "invalid: drop", "unknown_word 15" },
        { "outcome without a normaliser", Ruled, "normalise: [siret], invalid", "invalid", "unused_key 15" },
        { "unknown without a map", Ruled, "map: { a: b }, unknown", "unknown", "unused_key 17" },
        { "empty map", Ruled, "map: { a: b }", "map: {}", "missing_value 17" },
        { "text for a map", Ruled, "map: { a: b }", "map: a", "wrong_type 17" },
        { "list in a map", Ruled, "map: { a: b }", "map: { a: [b] }", "wrong_type 17" },
        { "text twice in a map", Ruled, "map: { a: b }", "map: { a: b, a: c }", "duplicate_key 17" },
        { "unknown without its value", Ruled, "{ value: autre }", "{}", "missing_key 16" },
        { "condition that is text", Ruled, "- { column: fusion, is_null: true }", "- fusion", "wrong_type 10" },
        { "condition without a test", Ruled, "{ column: fusion, is_null: true }", "{ column: fusion }", "unclear_condition 10" },
        { "condition without a column", Ruled, "{ column: fusion, is_null: true }", "{ is_null: true }", "missing_key 10" },
        { "condition misspelt", Ruled, "is_null", "isnull", "unknown_key 10" },
        { "condition turned around", Ruled, "is_null: true", "is_null: false", "unknown_word 10" },
        { "null among values", Ruled, "[\"0\", \"\"]", "[0, null]", "wrong_type 7" },
        { "no values", Ruled, "[\"0\", \"\"]", "[]", "wrong_type 7" },
        { "expression of two", Ruled, "age)\"", "age), 1; drop table x\"", "rule_expression 18" },
        { "expression with a comment", Ruled, "age)\"", "age) -- x\"", "rule_expression 18" },
        { "blank expression", Ruled, "\"concat_ws(' ', prenom, last_name, age)\"", "\" \"", "missing_value 18" },
        { "expression and source column", Ruled, "sql:", "from: nom, sql:", "unclear_rule 18" },
        { "input in capitals", Ruled, "prenom: prenom", "Prenom: prenom", "invalid_name 18" },
        { "input that is a list", Ruled, "prenom: prenom", "prenom: [prenom]", "wrong_type 18" },
        { "input twice", Ruled, "prenom: prenom", "age: prenom", "duplicate_key 18" },
        { "input without its column", Ruled, "from: age, type", "type", "missing_key 18" },
        { "input of no type", Ruled, "type: integer", "type: entier", "invalid_type 18" },
        { "input like a filled column", Ruled, "prenom: prenom", "email: prenom", "rule_expression 18" },
        { "lookup without a key", Ruled, "by: { code: region }", "return: id", "missing_key 20" },
        { "lookup by nothing", Ruled, "by: { code: region }", "by: {}", "missing_value 20" },
        { "lookup by a list", Ruled, "by: { code: region }", "by: { code: [region] }", "wrong_type 20" },
        { "lookup in no table", Ruled, "lookup: geo.region", "lookup: a.b.c", "invalid_name 20" },
        { "lookup with an unknown outcome", Ruled, "missing: null }", "missing: drop }", "unknown_word 20" },
        { "value for a missing record misspelt", Ruled, "missing: { value: 1 }", "missing: { valeur: 1 }", "missing_key 19, unknown_key 19" },
        { "two records of a row", Ruled, "    part: spouse\n", "", "same_records 21" },
        { "alias twice", Ruled, "as: pays", "as: extra", "join_alias 27" },
        { "alias of a join and a pivot", Ruled, "as: m,", "as: extra,", "join_alias 28" },
        { "join of what comes later", Ruled, "on: { fk_adherent: id }", "on: { fk_adherent: pays.id }", "join_alias 26" },
        { "join by an attribute", Ruled, "on: { adherent: id }", "on: { adherent: m.id }", "join_alias 28" },
        { "attribute spelled in two ways", Ruled, "region_id: pays.code", "region_id: m.Mel_Conjoint", "join_alias 30" },
        { "alias in capitals", Ruled, "as: pays", "as: Pays", "invalid_name 27" },
        { "join by nothing", Ruled, "on: { id: extra.fk_pays }", "on: {}", "missing_value 27" },
        { "join by a list", Ruled, "on: { id: extra.fk_pays }", "on: { id: [extra.fk_pays] }", "wrong_type 27" },
        { "join without a table", Ruled, "table: pays, ", "", "missing_key 27" },
        { "word for missing rows", Ruled, "missing: quarantine }", "missing: refuse }", "unknown_word 26" },
        { "word for repeated attributes", Ruled, "repeated: first", "repeated: all", "unknown_word 28" },
        { "pivot that is no table", Ruled, "pivot: { table: adherents_meta, as: m, on: { adherent: id }, name: cle, value: valeur, repeated: first }", "pivot: [adherents_meta]", "wrong_type 28" },
        { "part in capitals", Ruled, "part: spouse", "part: Conjoint", "invalid_name 24" },
        { "overlap of no watermark", Ruled, "watermark: modifie_le, ", "", "unused_key 31" },
        { "overlap that is none", Ruled, "PT1H", "an hour", "out_of_range 31" },
        { "overlap of years", Ruled, "PT1H", "P3Y", "out_of_range 31" },
        { "mark of deleted records that none uses", Ruled, "deletes: soft_delete, ", "", "missing_value 31" },
        { "mark of deleted records without a column", Ruled, "{ column: closed_at }", "{ value: 1 }", "missing_key 31" },
        { "jitter of no sync", Paris, "sync: \"0 3 * * *\"\n", "", "unused_key 10" },
        { "jitter that is none", Paris, "PT30M", "30 minutes", "out_of_range 11" },
        { "path for a time zone", Paris, "Europe/Paris", "../../etc/passwd", "unknown_time_zone 7" },
        { "cron of four fields", Paris, "0 3 * * *", "0 3 * *", "invalid_cron 9" },
        { "cron out of range", Paris, "0 3 * * *", "0 25 * * *", "invalid_cron 9" },
        { "schema for a mapped plan", Paris, "plan: dolibarr", "plan: dolibarr\nschema: ud_75", "unused_schema 6" },
        { "schema of no good form", Marseille, "plan: replicate", "plan: replicate\nschema: Ud-13", "invalid_name 5" },
        { "reserved schema", Marseille, "plan: replicate", "plan: replicate\nschema: public", "reserved_name 5" },
        { "schema of PostgreSQL", Marseille, "plan: replicate", "plan: replicate\nschema: pg_ud", "reserved_name 5" },
        { "schema of staging", Marseille, "plan: replicate", "plan: replicate\nschema: reprise_stage_1", "reserved_name 5" },
        { "container name", Settings, "reprise-blobs", "Reprise--Blobs", "invalid_name 2" },
        { "syntax error", Paris, "source: { connection: env:REPRISE_UD75 }", "source: { connection: env:REPRISE_UD75", "invalid_yaml 4" },
        { "line indented too far", Paris, "plan: dolibarr", " plan: dolibarr", "invalid_yaml 5" },
        { "quote without end", Marseille, "name: Union", "name: \"Union", "invalid_yaml 2" },
        { "tab", Settings, "  parallelism: 4", "\tparallelism: 4", "invalid_yaml 5" },
        { "anchor", Settings, "defaults:", "defaults: &d", "unsupported_yaml 4" },
        { "alias", Settings, "{ connection: env:REPRISE_TARGET }", "*d", "unsupported_yaml 1" },
        { "tag", Marseille, "entity: ud-13", "entity: !!str ud-13", "unsupported_yaml 1" },
        { "second document", Marseille, "plan: replicate", "plan: replicate\n---\nentity: x", "unsupported_yaml 5" },
        { "mapping as key", Marseille, "plan: replicate", "? [a, b]\n: c", "unsupported_yaml 1" },
        { "plan of another name", Plan, "plan: dolibarr", "plan: galette", "plan_folder 1" },
        { "version zero", Plan, "version: 3", "version: 0", "out_of_range 2" },
        { "ignored twice", Plan, "llx_menu]", "llx_const]", "duplicate_item 4" },
        { "ignored and mapped", Plan, "llx_menu]", "llx_societe]", "ignored_and_mapped 4" },
        { "best value chosen in no way", Plan, "match_at: 0.9", "best: { last_name: shortest }", "unknown_word 31" },
        { "best value by nothing", Plan, "match_at: 0.9", "best: { last_name: { by: fee } }", "unknown_key 31, missing_key 31" },
        { "best value of sources without an order", Plan, "match_at: 0.9", "best: { last_name: { source: fee } }", "missing_key 31" },
        { "best value chosen twice", Plan, "match_at: 0.9", "best: { last_name: { most_recent: fee, source: fee, order: [crm] } }", "missing_key 31" },
        { "filled and chosen", Plan, "match_at: 0.9", "best: { last_name: longest }\n      fill: [last_name]", "duplicate_item 31" },
        { "table plan twice", Plan, "table: contact", "table: organisation", "duplicate_table_plan 21" },
        { "table plan without target", Plan, "    to: contact\n", "", "missing_key 21" },
        { "lot of no good form", Plan, "lot: people", "lot: \"people!\"", "invalid_name 9" },
        { "target of three parts", Plan, "to: public.organisation", "to: db.public.organisation", "invalid_name 8" },
        { "target in our own schema", Plan, "to: contact", "to: reprise.run", "reserved_name 23" },
        { "target of Doctrine", Plan, "to: contact", "to: doctrine_migration_versions", "reserved_name 23" },
        { "target in a replicated schema", Plan, "to: contact", "to: ud_13.contact", "shared_schema 23" },
        { "unknown id strategy", Plan, "strategy: identity", "strategy: serial", "unknown_word 24" },
        { "id column with a rule", Plan, "last_name: lastname", "id: rowid", "id_column_ruled 26" },
        { "match without rule", Plan, "match: [siret]", "match: [siren]", "match_without_rule 12" },
        { "column ruled twice", Plan, "closed_at: { value: null }", "name: nom2", "column_ruled_twice 18" },
        { "rule of two kinds", Plan, "{ entity: code }", "{ entity: code, value: x }", "unclear_rule 16" },
        { "rule of no kind", Plan, "{ entity: code }", "{ blank_as_null: true }", "unclear_rule 16" },
        { "misspelt rule", Plan, "{ from: siret, blank_as_null: true }", "{ form: siret, blank_as_null: true }", "unknown_key 15" },
        { "key of another rule", Plan, "{ entity: code }", "{ entity: code, otherwise: x }", "unknown_key 16" },
        { "empty rule", Plan, "name: nom", "name:", "missing_value 14" },
        { "list for a rule", Plan, "name: nom", "name: [nom]", "wrong_type 14" },
        { "boolean that is none", Plan, "blank_as_null: true", "blank_as_null: yes", "wrong_type 15" },
        { "unknown entity property", Plan, "{ entity: code }", "{ entity: siren }", "unknown_word 16" },
        { "unknown table plan", Plan, "{ reference: organisation, from: fk_soc }", "{ reference: organization, from: fk_soc }", "unknown_table_plan 27" },
        { "reference without column", Plan, "{ reference: organisation, from: fk_soc }", "{ reference: organisation, from: [] }", "missing_value 27" },
        { "reference by too many columns", Plan, "{ reference: organisation, from: fk_soc }", "{ reference: organisation, from: [fk_soc, entity] }", "reference_key 27" },
        { "unknown word for a missing parent", Plan, "missing: null", "missing: ignore", "unknown_word 20" },
        { "kind of no records", Plan, "kind: person", "kind: animal", "unknown_word 29" },
        { "field that says nothing known", Plan, "family_name: last_name", "surname: last_name", "missing_value 30, unknown_key 30" },
        { "fields without a name", Plan, "family_name: last_name", "city: last_name", "missing_value 30" },
        { "field without a column", Plan, "family_name: last_name", "family_name: [last_name, {}]", "wrong_type 30" },
        { "certain and not compared", Plan, "match_at: 0.9", "certain: [siret]", "unknown_word 31" },
        { "probability that is none", Plan, "match_at: 0.9", "match_at: 90", "out_of_range 31" },
        { "review above match", Plan, "match_at: 0.9", "review_at: 0.99", "out_of_range 31" },
        { "most recent by nothing", Plan, "match_at: 0.9", "survivor: most_recent", "missing_value 29" },
        { "existing records filled with nothing", Plan, "match_at: 0.9", "existing: fill", "missing_value 31" },
        { "unknown word for existing records", Plan, "match_at: 0.9", "existing: replace", "unknown_word 31" },
        { "circle of references", Plan, "name: nom", "name: { reference: contact, from: [fk_contact] }", "lot_cycle 27, reference_cycle 27" },
        { "no table plans", Plan, SampleFolder.Good[Plan][SampleFolder.Good[Plan].IndexOf("tables:", StringComparison.Ordinal)..], "tables: []\n", "missing_value 5" },
        { "table plan that is a word", Plan, "  - table: contact", "  - contact\n  - table: contact", "wrong_type 21" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_broken_place_is_reported_with_code_file_and_line(string what, string file, string before, string after, string expected)
    {
        using var folder = new SampleFolder();
        folder.Replace(file, before, after);

        var problems = folder.Load().Problems;

        var wanted = expected.Split(", ").Select(item => $"{item.Split(' ')[0]} {file}:{item.Split(' ')[1]}").Order(StringComparer.Ordinal);
        Assert.Equal(wanted, problems.Select(problem => $"{problem.Code} {problem.File}:{problem.Line}").Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.True(problem is { Message.Length: > 10, Remedy.Length: > 5 } && problem.Message.EndsWith('.'), what));
    }

    [Fact]
    public void All_problems_of_all_files_come_at_once_in_the_order_of_files_and_lines()
    {
        using var folder = new SampleFolder();
        folder.Replace(Paris, "parallelism: 2", "parallelism: many");
        folder.Replace(Paris, "0 3 * * *", "never");
        folder.Replace(Marseille, "name:", "nom:");
        folder.Replace(Settings, "retention_days: 14", "retention_days: 0");
        folder.Replace(Plan, "strategy: identity", "strategy: serial");
        folder.Replace(Plan, "name: nom", "name:");

        Assert.Equal(
            [
                "missing_key entities/ud-13.yaml:1", "unknown_key entities/ud-13.yaml:2",
                "wrong_type entities/ud-75.yaml:6", "invalid_cron entities/ud-75.yaml:9",
                "missing_value plans/dolibarr/plan.yaml:14", "unknown_word plans/dolibarr/plan.yaml:24",
                "out_of_range reprise.yaml:2",
            ],
            Lines(folder));
    }

    [Fact]
    public void A_missing_folder_is_a_problem()
    {
        using var folder = new SampleFolder();

        Assert.Equal(ProblemCodes.MissingFolder, Assert.Single(ConfigurationLoader.Load(Path.Combine(folder.Root, "nowhere")).Problems).Code);
    }

    [Fact]
    public void An_empty_folder_lacks_settings_and_entities()
    {
        using var folder = new SampleFolder(new Dictionary<string, string>());

        Assert.Equal(["no_entities entities:0", "missing_file reprise.yaml:0"], Lines(folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    [InlineData("~\n")]
    public void A_file_without_content_is_a_problem(string content)
    {
        using var folder = new SampleFolder();
        folder.Write(Marseille, content);

        Assert.Equal(["empty_file entities/ud-13.yaml:1"], Lines(folder));
    }

    [Theory]
    [InlineData("- entity: ud-13\n")]
    [InlineData("ud-13\n")]
    public void A_file_that_is_no_mapping_is_a_problem(string content)
    {
        using var folder = new SampleFolder();
        folder.Write(Marseille, content);

        Assert.Equal(["wrong_type entities/ud-13.yaml:1"], Lines(folder));
    }

    [Fact]
    public void Latin1_and_UTF16_are_refused_with_the_line()
    {
        using var folder = new SampleFolder();
        folder.Write(Paris, Encoding.Latin1.GetBytes(SampleFolder.Good[Paris]));
        folder.Write(Marseille, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("entity: ud-13\n")]);

        Assert.Equal(["not_utf8 entities/ud-13.yaml:1", "not_utf8 entities/ud-75.yaml:3"], Lines(folder));
    }

    [Fact]
    public void A_file_larger_than_any_configuration_is_not_read()
    {
        using var folder = new SampleFolder();
        folder.Write(Marseille, new byte[(4 << 20) + 1]);

        Assert.Equal(["file_too_large entities/ud-13.yaml:0"], Lines(folder));
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Nesting_without_end_is_refused_and_not_followed(char bracket)
    {
        using var folder = new SampleFolder();
        folder.Write(Marseille, $"entity: {new string(bracket, 100_000)}");

        Assert.Equal(["unsupported_yaml entities/ud-13.yaml:1"], Lines(folder));
    }

    [Fact]
    public void A_plan_folder_without_plan_is_a_problem_and_an_entity_may_name_it_meanwhile()
    {
        using var folder = new SampleFolder();
        folder.Write("plans/galette/readme.txt", "later");
        folder.Replace(Paris, "plan: dolibarr", "plan: galette");

        Assert.Equal(["missing_file plans/galette/plan.yaml:0"], Lines(folder));
    }

    [Fact]
    public void No_plan_may_be_called_replicate()
    {
        using var folder = new SampleFolder();
        folder.Write("plans/replicate/plan.yaml", SampleFolder.Good[Plan].Replace("plan: dolibarr", "plan: replicate", StringComparison.Ordinal));

        Assert.Equal(["reserved_name plans/replicate/plan.yaml:1"], Lines(folder));
    }

    [Fact]
    public void Two_replicated_entities_cannot_share_a_schema()
    {
        using var folder = new SampleFolder();
        folder.Replace(Paris, "plan: dolibarr", "plan: replicate\nschema: ud_13");

        Assert.Equal(["shared_schema entities/ud-75.yaml:6"], Lines(folder));
    }

    [Fact]
    public void Suggestions_name_the_nearest_word()
    {
        using var folder = new SampleFolder();
        folder.Replace(Paris, "approval: required", "aproval: required");
        folder.Replace(Paris, "Europe/Paris", "Europe/Prais");
        folder.Replace(Plan, "{ reference: organisation, from: fk_soc }", "{ reference: organization, from: fk_soc }");

        Assert.Equal(
            ["Did you mean 'Europe/Paris'?", "Did you mean 'approval'?", "Did you mean 'organisation'?"],
            folder.Load().Problems.Select(problem => problem.Remedy));
    }

    private static IEnumerable<string> Lines(SampleFolder folder) =>
        folder.Load().Problems.Select(problem => $"{problem.Code} {problem.File}:{problem.Line}");
}
