using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Plans;
using Reprise.Core.Problems;

namespace Reprise.Core.Tests.Configuration;

public sealed class GoodFolderTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_good_folder_becomes_a_configuration()
    {
        var configuration = _folder.Load().Require();

        Assert.Equal(_folder.Root, configuration.Folder);
        Assert.Equal("env:REPRISE_TARGET", configuration.Target.ToString());
        Assert.Equal("env:REPRISE_BLOB", configuration.Snapshots.ToString());
        Assert.Equal("env:REPRISE_KEK", configuration.EncryptionKey.ToString());
        Assert.Equal("reprise-blobs", configuration.Container);
        Assert.Equal(TimeSpan.FromDays(14), configuration.Retention);
        Assert.Equal(TimeSpan.FromDays(90), configuration.KeepSnapshots);
        Assert.Equal(50_000, configuration.ChunkRows);
        Assert.Equal(["ud-13", "ud-75"], configuration.Entities.Select(entity => entity.Code.Value));
        Assert.Equal(["adherents", "dolibarr"], configuration.Plans.Select(plan => plan.Name));
    }

    [Fact]
    public void An_entity_keeps_what_its_file_says()
    {
        var paris = _folder.Load().Require().Find(EntityCode.Parse("ud-75"));

        Assert.Equal(
            new Entity
            {
                Code = EntityCode.Parse("ud-75"),
                Name = "Union départementale de Paris",
                Source = new SecretReference(SecretScheme.Environment, "REPRISE_UD75"),
                Plan = "dolibarr",
                Schema = "ud_75",
                Parallelism = 2,
                Window = new Window(new TimeOnly(20, 0), new TimeOnly(6, 0), "Europe/Paris"),
                RequiresApproval = true,
                Sync = "0 3 * * *",
                SyncJitter = TimeSpan.FromMinutes(30),
                Gates = new GateThresholds(5m),
                File = SampleFolder.Paris,
            },
            paris);
    }

    [Fact]
    public void The_smallest_entity_takes_the_defaults()
    {
        var marseille = _folder.Load().Require().Find(EntityCode.Parse("ud-13"));

        Assert.Equal(
            new Entity
            {
                Code = EntityCode.Parse("ud-13"),
                Name = "Union départementale des Bouches-du-Rhône",
                Source = new SecretReference(SecretScheme.Environment, "REPRISE_UD13"),
                Plan = "replicate",
                Schema = "ud_13",
                Parallelism = 4,
                Gates = new GateThresholds(2.5m),
                File = SampleFolder.Marseille,
            },
            marseille);
    }

    [Fact]
    public void An_entity_may_declare_the_zone_of_its_local_times()
    {
        _folder.Replace(SampleFolder.Marseille, "plan: replicate", "plan: replicate\ntime_zone: Europe/Paris");

        Assert.Equal("Europe/Paris", _folder.Load().Require().Find(EntityCode.Parse("ud-13"))?.TimeZone);
    }

    [Fact]
    public void The_order_of_the_bytes_of_a_UUID_may_be_declared()
    {
        _folder.Replace(SampleFolder.Marseille, "plan: replicate", "plan: replicate\ntypes: { membre.ref: uuid-swapped, membre.id: uuid }");
        _folder.Replace(SampleFolder.Plan, "last_name: lastname", "last_name: { from: lastname, uuid_order: swapped }");

        var configuration = _folder.Load().Require();

        Assert.Equal([UuidOrder.Swapped, null], configuration.Find(EntityCode.Parse("ud-13"))!.Types.Select(choice => choice.UuidOrder));
        Assert.Equal(UuidOrder.Swapped, Assert.IsType<SourceColumnRule>(configuration.FindPlan("dolibarr")!.Tables[1].Columns[0]).UuidOrder);
    }

    [Fact]
    public void Without_defaults_the_built_in_ones_hold()
    {
        _folder.Write(SampleFolder.Settings, "target: {connection: env:T}\nsnapshots: {connection: env:B}\nkeys: {encryption_key: file:kek}\n");

        var configuration = _folder.Load().Require();

        Assert.Equal("reprise-snapshots", configuration.Container);
        Assert.Equal(TimeSpan.FromDays(30), configuration.Retention);
        Assert.Null(configuration.KeepSnapshots);
        Assert.Equal(200_000, configuration.ChunkRows);
        var marseille = configuration.Find(EntityCode.Parse("ud-13"));
        Assert.Equal(GateThresholds.Default, marseille?.Gates);
        Assert.True(marseille?.Parallelism >= 2);
    }

    [Fact]
    public void Every_kind_of_rule_is_read_with_its_line()
    {
        var organisation = _folder.Load().Require().FindPlan("dolibarr")?.Tables[0];

        Assert.NotNull(organisation);
        Assert.Equal(new TableName("public", "organisation"), organisation.To);
        Assert.Equal(("people", 6), (organisation.Lot, organisation.Line));
        Assert.Equal(new IdRule("id", IdStrategy.Uuid), organisation.Id);
        Assert.Equal(["rowid"], organisation.Key);
        Assert.Equal(["siret"], organisation.Match);
        Assert.Equal(
            [
                new SourceColumnRule("name", "nom", false, null, 14),
                new SourceColumnRule("siret", "siret", true, null, 15),
                new EntityRule("origin", EntityProperty.Code, 16),
                new ConstantRule("legal_form", "Association", 17),
                new ConstantRule("closed_at", null, 18),
                new SourceColumnRule("created_at", "datec", false, "2000-01-01 00:00:00", 19),
            ],
            organisation.Columns.Take(6));
        var parent = Assert.IsType<ReferenceRule>(organisation.Columns[6]);
        Assert.Equal(("parent_id", "organisation", MissingParent.Null, 20), (parent.Column, parent.TablePlan, parent.Missing, parent.Line));
        Assert.Equal(["parent"], parent.From);
    }

    [Fact]
    public void Rules_about_text_are_read_with_their_lines()
    {
        var rules = _folder.Load().Require().FindPlan("adherents")!.Tables[0].Columns.OfType<SourceColumnRule>().ToList();

        Assert.Equal(["trim,name_case", "email", "siret", "", ""], rules.Select(rule => string.Join(',', rule.Normalise)));
        Assert.Equal([null, MisfitOutcome.Null, MisfitOutcome.Keep, null, null], rules.Select(rule => rule.Invalid));
        Assert.Equal([("SARL", "sarl", 16), ("S.A.R.L.", "sarl", 16), ("N/C", null, 16), ("1", "1", 16)], rules[3].Map!.Entries.Select(entry => (entry.From, entry.To, entry.Line)));
        Assert.Equal((null, "autre"), (rules[3].Map!.Unknown, rules[3].Map!.UnknownText));
        Assert.Equal((MisfitOutcome.Null, null), (rules[4].Map!.Unknown, rules[4].Map!.UnknownText));
    }

    [Fact]
    public void Expressions_lookups_and_parts_are_read()
    {
        var tables = _folder.Load().Require().FindPlan("adherents")!.Tables;

        var expression = Assert.IsType<ExpressionRule>(tables[0].Columns[5]);
        Assert.Equal(("full_name", "concat_ws(' ', prenom, last_name, age)", 18), (expression.Column, expression.Sql, expression.Line));
        Assert.Equal([("prenom", "prenom", PgKind.Text), ("age", "age", PgKind.Int4)], expression.With.Select(input => (input.Name, input.From, input.Type!.Kind)));
        var category = Assert.IsType<LookupRule>(tables[0].Columns[6]);
        Assert.Equal((new TableName("public", "category"), "id", MissingRecord.Value, "1", 19), (category.Table, category.Return, category.Missing, category.MissingText, category.Line));
        Assert.Equal([("code", "categorie"), ("kind", "genre")], category.By.Select(by => (by.Name, by.From)));
        var region = Assert.IsType<LookupRule>(tables[0].Columns[7]);
        Assert.Equal((new TableName("geo", "region"), null, MissingRecord.Null), (region.Table, region.Return, region.Missing));
        Assert.Equal([null, "spouse"], tables.Select(table => table.Part));
    }

    [Fact]
    public void How_a_table_plan_follows_its_source_is_read()
    {
        var configuration = _folder.Load().Require();
        var sync = configuration.FindPlan("adherents")!.Tables[1].Sync!;

        Assert.Equal(("modifie_le", TimeSpan.FromHours(1), 900L), (sync.Watermark, sync.Overlap.Time, sync.Overlap.Steps));
        Assert.Equal((DeletePolicy.SoftDelete, new SoftDelete("closed_at", null)), (sync.Deletes, sync.SoftDelete));
        Assert.Null(configuration.FindPlan("adherents")!.Tables[0].Sync);
        Assert.Equal([TimeSpan.FromMinutes(30), Entity.DefaultSyncJitter], configuration.Entities.OrderByDescending(entity => entity.Code.Value).Select(entity => entity.SyncJitter));
    }

    [Fact]
    public void Conditions_are_read_one_test_each()
    {
        var where = _folder.Load().Require().FindPlan("adherents")!.Tables[0].Where;

        Assert.Equal(
            ["supprime In 0| 7", "cree_le AtLeast 2000-01-01 8", "cree_le AtMost 2030-12-31 8", "nom NotIn test 9", "nom NotNull  9", "fusion IsNull  10"],
            where.Select(condition => $"{condition.Column} {condition.Test} {string.Join('|', condition.Values)} {condition.Line}"));
    }

    [Fact]
    public void A_table_plan_says_only_what_differs_from_the_defaults()
    {
        var contact = _folder.Load().Require().FindPlan("dolibarr")?.Tables[1];

        Assert.NotNull(contact);
        Assert.Equal(new TableName("public", "contact"), contact.To);
        Assert.Equal(TablePlan.DefaultLot, contact.Lot);
        Assert.Empty(contact.Key);
        Assert.Empty(contact.Match);
        var organisation = Assert.IsType<ReferenceRule>(contact.Columns[1]);
        Assert.Equal(MissingParent.Quarantine, organisation.Missing);
        Assert.Equal(["fk_soc"], organisation.From);
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_change_nothing_but_are_the_same_plan()
    {
        var before = _folder.Load().Require().FindPlan("dolibarr")!;
        _folder.Write(SampleFolder.Plan, "\uFEFF" + SampleFolder.Good[SampleFolder.Plan].ReplaceLineEndings("\r\n"));

        var after = _folder.Load().Require().FindPlan("dolibarr")!;

        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.Equal(before.Tables.Select(table => table.Line), after.Tables.Select(table => table.Line));
        Assert.Matches("^[0-9a-f]{64}$", before.Fingerprint);
    }

    [Fact]
    public void A_changed_plan_has_another_fingerprint()
    {
        var before = _folder.Load().Require().FindPlan("dolibarr")!.Fingerprint;
        _folder.Replace(SampleFolder.Plan, "blank_as_null: true", "blank_as_null: false");

        Assert.NotEqual(before, _folder.Load().Require().FindPlan("dolibarr")!.Fingerprint);
    }

    [Fact]
    public void Codes_and_constants_need_no_quotes()
    {
        _folder.Replace(SampleFolder.Marseille, "entity: ud-13", "entity: 13");
        _folder.Replace(SampleFolder.Plan, "value: \"Association\"", "value: 1901");

        var configuration = _folder.Load().Require();

        Assert.NotNull(configuration.Find(EntityCode.Parse("13")));
        Assert.Equal("1901", Assert.IsType<ConstantRule>(configuration.FindPlan("dolibarr")!.Tables[0].Columns[3]).Value);
    }

    [Fact]
    public void Quoted_null_is_the_word_and_plain_null_is_NULL()
    {
        _folder.Replace(SampleFolder.Plan, "value: \"Association\"", "value: \"null\"");
        _folder.Replace(SampleFolder.Plan, "missing: null", "missing: \"null\"");

        var rules = _folder.Load().Require().FindPlan("dolibarr")!.Tables[0].Columns;

        Assert.Equal("null", Assert.IsType<ConstantRule>(rules[3]).Value);
        Assert.Equal(MissingParent.Null, Assert.IsType<ReferenceRule>(rules[6]).Missing);
    }

    [Fact]
    public void Files_of_editors_and_other_kinds_are_not_entities_and_yml_is_one()
    {
        _folder.Write("entities/.#ud-75.yaml", "{");
        _folder.Write("entities/notes.txt", "{");
        _folder.Write("plans/.git/x", "{");
        _folder.Write("entities/ud-33.yml", "entity: ud-33\nname: Gironde\nsource: {connection: env:A}\nplan: replicate\n");

        Assert.Equal(3, _folder.Load().Require().Entities.Count);
    }

    [Fact]
    public void Asking_a_broken_folder_for_its_configuration_fails_with_all_problems()
    {
        _folder.Replace(SampleFolder.Paris, "plan: dolibarr", "plan: dolibar");
        _folder.Delete(SampleFolder.Settings);

        var failure = Assert.Throws<RepriseException>(() => _folder.Load().Require());

        Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
        Assert.Equal(2, failure.Problems.Length);
        Assert.Contains("entities/ud-75.yaml:5: 'dolibar' is no plan", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'dolibarr'?", failure.Message, StringComparison.Ordinal);
    }
}
