using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;

namespace Reprise.Core.Tests.Plans;

public sealed class PlanCheckerTests
{
    [Fact]
    public void A_plan_that_fits_has_neither_problems_nor_findings()
    {
        var check = Check(Catalogs.Plan, Catalogs.SourceSide, Catalogs.TargetSide);

        Assert.Empty(check.Problems);
        Assert.Empty(check.Findings);
    }

    [Fact]
    public void The_automatic_plan_has_nothing_to_check()
    {
        var check = Check(new Plan { Name = Plan.Replicate, Fingerprint = "automatic" }, Catalogs.SourceSide, Catalogs.TargetSide);

        Assert.Empty(check.Problems);
        Assert.Empty(check.Findings);
    }

    [Fact]
    public void A_table_neither_mapped_nor_ignored_is_a_finding()
    {
        var finding = Assert.Single(Check(Catalogs.Plan with { Ignored = [] }, Catalogs.SourceSide, Catalogs.TargetSide).Findings);

        Assert.Equal(("unmapped_table", "llx_const"), (finding.Code, finding.Table));
    }

    [Fact]
    public void Local_time_that_is_taken_for_UTC_is_a_finding_unless_its_zone_is_declared()
    {
        var createdAt = Catalogs.Organisation.Find("created_at")!;
        var organisation = Catalogs.Organisation with
        {
            Columns = [.. Catalogs.Organisation.Columns.Select(column => column == createdAt ? column with { Type = new PgType(PgKind.TimestampTz) } : column)],
        };

        var finding = Assert.Single(Check(Catalogs.Plan, Catalogs.SourceSide, Catalogs.TargetSide with { Tables = [organisation, Catalogs.Contact] }).Findings);

        Assert.Equal(("local_time_as_utc", "llx_societe", "datec"), (finding.Code, finding.Table, finding.Column));
        Assert.Empty(Check(Catalogs.Plan, Catalogs.SourceSide, Catalogs.TargetSide with { Tables = [organisation, Catalogs.Contact] }, "Europe/Paris").Findings);
    }

    [Fact]
    public void An_order_of_bytes_for_what_is_no_uuid_is_reported() =>
        AssertProblem(Rule(new SourceColumnRule("name", "nom", false, null, 11) { UuidOrder = UuidOrder.Swapped }), "unused_uuid_order 11", "Remove 'uuid_order'.");

    [Fact]
    public void What_a_map_writes_must_be_a_value_of_the_column()
    {
        var map = new ValueMap([new MappedText("oui", "true", 12), new MappedText("peut-être", "maybe", 13), new MappedText("?", null, 14)]) { UnknownText = "non dit" };

        var problems = Problems(With(new SourceColumnRule("active", "nom", false, null, 11) { Map = map }));

        Assert.Equal(["invalid_constant 11", "invalid_constant 13", "null_refused 14"], problems.Select(problem => $"{problem.Code} {problem.Line}"));
    }

    [Fact]
    public void A_null_for_what_does_not_fit_wants_a_nullable_column()
    {
        var rule = new SourceColumnRule("name", "nom", false, null, 11) { Normalise = ["trim"], Invalid = MisfitOutcome.Null, Map = new ValueMap([new MappedText("a", "b", 11)]) { Unknown = MisfitOutcome.Null } };

        Assert.Equal(["null_refused 11", "null_refused 11"], Problems(Rule(rule)).Select(problem => $"{problem.Code} {problem.Line}"));
    }

    [Fact]
    public void Rules_about_text_make_a_type_possible_that_the_source_has_no_form_in()
    {
        var rule = new SourceColumnRule("active", "datec", false, null, 11);
        IEnumerable<string> Found(SourceColumnRule tried) => Lines(new PlanChecker(Conversions.CanConvert)
            .Check(Catalogs.Plan with { Tables = [With(tried), Catalogs.ContactPlan] }, Catalogs.SourceSide, Catalogs.TargetSide, timeZone: null).Problems);

        Assert.Equal(["impossible_conversion 11"], Found(rule));
        Assert.Empty(Found(rule with { Map = new ValueMap([new MappedText("2024-01-01", "true", 11)]) }));
    }

    [Fact]
    public void Bytes_have_no_text_for_a_normaliser() =>
        AssertProblem(Rule(new SourceColumnRule("name", "logo", false, null, 11) { Normalise = ["trim"] }), "impossible_conversion 11", "Read another column, or write to another one.");

    [Fact]
    public void A_condition_on_an_unknown_column_names_the_nearest() =>
        AssertProblem(Where("sirte", RowTest.NotNull), "unknown_source_column 12", "Did you mean 'siret'?");

    [Theory]
    [InlineData("siret", RowTest.AtLeast, "1", "Use 'in' or 'not_in', or compare numbers or dates.")]
    [InlineData("logo", RowTest.In, "1", "Ask 'is_null' or 'not_null', or another column.")]
    [InlineData("parent", RowTest.In, "un", "Write digits, with a point for decimals.")]
    [InlineData("datec", RowTest.AtMost, "31/12/2024", "Write 2024-12-31, or where the column has a time 2024-12-31 23:59:59.")]
    public void A_condition_must_be_possible(string column, RowTest test, string value, string remedy) => AssertProblem(Where(column, test, value), "impossible_condition 12", remedy);

    private static TablePlan Where(string column, RowTest test, params string[] values) => Organisation() with { Where = [new RowCondition(column, test, values, 12)] };

    [Fact]
    public void Ignoring_a_table_that_this_entity_does_not_have_is_right() =>
        Assert.Empty(Check(Catalogs.Plan with { Ignored = ["llx_const", "llx_gone"] }, Catalogs.SourceSide, Catalogs.TargetSide).Problems);

    [Fact]
    public void An_unknown_source_table_is_named_once_with_the_nearest_one() =>
        AssertProblem(Organisation() with { From = "llx_societ" }, "unknown_source_table 10", "Did you mean 'llx_societe'?");

    [Fact]
    public void An_unknown_target_table_is_named_once_with_the_nearest_one() =>
        AssertProblem(
            Catalogs.ContactPlan with { To = new TableName("public", "contacts") }, "unknown_target_table 20", "Did you mean 'public.contact'?");

    [Fact]
    public void An_unknown_source_column_is_reported_at_its_rule() =>
        AssertProblem(Rule(new SourceColumnRule("name", "nome", false, null, 11)), "unknown_source_column 11", "Did you mean 'nom'?");

    [Fact]
    public void Source_columns_are_found_without_regard_to_case() =>
        Assert.Empty(Problems(Rule(new SourceColumnRule("name", "NOM", false, null, 11))));

    [Fact]
    public void An_unknown_column_of_a_reference_is_reported_at_its_rule() =>
        AssertProblem(Rule(new ReferenceRule("parent_id", "organisation", ["parents"], MissingParent.Null, 15)), "unknown_source_column 15", "Did you mean 'parent'?");

    [Fact]
    public void An_unknown_target_column_is_reported_at_its_rule() =>
        AssertProblem(With(new ConstantRule("actif", "true", 16)), "unknown_target_column 16", "Did you mean 'active'?");

    [Fact]
    public void An_unknown_key_column_is_reported_at_its_table_plan() =>
        AssertProblem(Organisation() with { Key = ["row_id"] }, "unknown_source_column 10", "Did you mean 'rowid'?");

    [Fact]
    public void A_table_without_primary_key_needs_a_key_and_a_unique_index_is_proposed()
    {
        var index = new SourceIndex("uk", true, "BTREE", [new SourceIndexPart("nom", null, null, false)]);
        var keyless = Catalogs.Societe with
        {
            PrimaryKey = [],
            Indexes = [index],
            Columns = [.. Catalogs.Societe.Columns.Select(column => column.Name == "nom" ? column with { IsNullable = false } : column)],
        };

        var problem = Assert.Single(Check(Catalogs.Plan, Source(keyless), Catalogs.TargetSide).Problems);

        Assert.Equal(("no_source_key", 10), (problem.Code, problem.Line));
        Assert.Contains("key: [nom]", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Strategy_uuid_wants_a_uuid_column() =>
        AssertProblems(Catalogs.ContactPlan with { Id = new IdRule("id", IdStrategy.Uuid) }, "id_type 20");

    [Fact]
    public void Strategy_identity_wants_an_integer_column() =>
        AssertProblems(Organisation() with { Id = new IdRule("id", IdStrategy.Identity) }, "id_type 10");

    [Fact]
    public void Strategy_identity_wants_a_sequence()
    {
        var unnumbered = Catalogs.Contact with { Columns = [Catalogs.Contact.Columns[0] with { Sequence = null }, .. Catalogs.Contact.Columns.Skip(1)] };

        Assert.Equal(["id_without_sequence 20"], Lines(Check(Catalogs.Plan, Catalogs.SourceSide, Target(unnumbered)).Problems));
    }

    [Fact]
    public void An_id_column_that_is_not_there_is_reported() =>
        AssertProblem(Organisation() with { Id = new IdRule("uid", IdStrategy.Uuid) }, "unknown_target_column 10, missing_rule 10", "Did you mean 'id'?");

    [Fact]
    public void An_id_column_identifies_a_record_by_itself()
    {
        var composite = Catalogs.Contact with { PrimaryKey = ["id", "organisation_id"], UniqueIndexes = [] };

        Assert.Equal(["id_not_unique 20"], Lines(Check(Catalogs.Plan, Catalogs.SourceSide, Target(composite)).Problems));
    }

    [Fact]
    public void A_unique_index_of_its_own_makes_an_id_as_well()
    {
        var unique = Catalogs.Contact with { PrimaryKey = [], UniqueIndexes = [new TargetUniqueIndex("u", ["\"id\""], null, false)] };

        Assert.Empty(Check(Catalogs.Plan, Catalogs.SourceSide, Target(unique)).Problems);
    }

    [Fact]
    public void A_generated_column_takes_no_rule() =>
        AssertProblems(With(new SourceColumnRule("search", "nom", false, null, 16)), "generated_column 16");

    [Fact]
    public void A_column_that_wants_a_value_and_gets_none_is_named()
    {
        var problem = Assert.Single(Problems(Organisation() with { Columns = [.. Catalogs.OrganisationPlan.Columns.Where(rule => rule.Column != "name")] }));

        Assert.Equal(("missing_rule", 10), (problem.Code, problem.Line));
        Assert.Contains("'name'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_into_a_column_that_refuses_it_is_reported() =>
        AssertProblems(Rule(new ConstantRule("name", null, 11)), "null_refused 11");

    [Fact]
    public void Null_for_a_missing_parent_into_a_column_that_refuses_it_is_reported() =>
        AssertProblems(
            Catalogs.ContactPlan with { Columns = [Catalogs.ContactPlan.Columns[0], new ReferenceRule("organisation_id", "organisation", ["fk_soc"], MissingParent.Null, 22)] },
            "null_refused 22");

    [Fact]
    public void A_conversion_that_can_never_work_is_reported_with_both_types()
    {
        var problem = Assert.Single(Problems(Rule(new SourceColumnRule("created_at", "logo", false, null, 14))));

        Assert.Equal(("impossible_conversion", 14), (problem.Code, problem.Line));
        Assert.Contains("'logo' (blob)", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'created_at' (timestamp)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entitys_code_goes_into_text_only() =>
        AssertProblems(With(new EntityRule("active", EntityProperty.Code, 16)), "impossible_conversion 16");

    [Fact]
    public void A_constant_that_is_no_value_of_its_type_is_reported() =>
        AssertProblem(With(new ConstantRule("active", "perhaps", 16)), "invalid_constant 16", "Write true or false.");

    [Fact]
    public void An_otherwise_that_is_no_value_of_its_type_is_reported() =>
        AssertProblem(
            Rule(new SourceColumnRule("created_at", "datec", false, "01/01/2000", 14)), "invalid_constant 14", "Write it as 2000-12-31 23:59:59.");

    [Fact]
    public void A_reference_column_has_the_type_of_the_parents_id() =>
        AssertProblems(Rule(new ReferenceRule("parent_id", "contact", ["parent"], MissingParent.Null, 15)), "reference_type 15");

    [Fact]
    public void A_reference_leads_where_the_foreign_key_leads()
    {
        var elsewhere = Catalogs.Contact with { ForeignKeys = [new TargetForeignKey("fk_other", ["organisation_id"], new TableName("public", "other"), ["id"])] };

        Assert.Equal(["reference_target 22"], Lines(Check(Catalogs.Plan, Catalogs.SourceSide, Target(elsewhere)).Problems));
    }

    [Fact]
    public void A_reference_has_as_many_columns_as_the_parents_primary_key()
    {
        var composite = Catalogs.Societe with { PrimaryKey = ["rowid", "nom"] };

        Assert.Equal(["reference_key 15", "reference_key 22"], Lines(Check(Catalogs.Plan, Source(composite), Catalogs.TargetSide).Problems));
    }

    [Fact]
    public void All_misfits_come_at_once_in_the_order_of_lines()
    {
        var plan = Catalogs.Plan with
        {
            Tables =
            [
                Organisation() with { Id = new IdRule("id", IdStrategy.Identity), Columns = [new SourceColumnRule("name", "x", false, null, 11), new ConstantRule("search", "", 12)] },
                Catalogs.ContactPlan with { From = "nowhere" },
            ],
        };

        Assert.Equal(
            ["id_type 10", "missing_rule 10", "missing_rule 10", "unknown_source_column 11", "generated_column 12", "unknown_source_table 20"],
            Lines(Check(plan, Catalogs.SourceSide, Catalogs.TargetSide).Problems));
    }

    [Fact]
    public void What_a_lookup_finds_must_be_there_and_fit_its_column()
    {
        static LookupRule Lookup(string column, string by, string? returned = null, MissingRecord missing = MissingRecord.Quarantine) =>
            new(column, Catalogs.Organisation.Name, [new SourceInput(by, "nom", null)], returned, missing, 16);

        Assert.Empty(Problems(Rule(Lookup("parent_id", "siret"))));
        AssertProblem(Rule(Lookup("parent_id", "siren")), "unknown_target_column 16", "Did you mean 'siret'?");
        AssertProblems(Rule(Lookup("parent_id", "siret", "ident")), "unknown_target_column 16");
        AssertProblems(Rule(Lookup("parent_id", "siret", "name")), "impossible_lookup 16");
        AssertProblems(Rule(Lookup("parent_id", "siret") with { Table = new TableName("public", "nowhere") }), "unknown_target_table 16");
        AssertProblems(Rule(Lookup("parent_id", "siret") with { By = [new SourceInput("siret", "nowhere", null)] }), "unknown_source_column 16");
        AssertProblems(Rule(Lookup("parent_id", "siret") with { By = [new SourceInput("siret", "logo", null)] }), "impossible_conversion 16");
        AssertProblems(Rule(Lookup("parent_id", "siret") with { Missing = MissingRecord.Value, MissingText = "none" }), "invalid_constant 16");
        AssertProblems(Rule(Lookup("name", "siret", "name", MissingRecord.Null)), "null_refused 16");
        AssertProblems(
            Catalogs.ContactPlan with { Columns = [Catalogs.ContactPlan.Columns[0], new LookupRule("organisation_id", Catalogs.Organisation.Name, [new SourceInput("name", "lastname", null)], "parent_id", MissingRecord.Quarantine, 22)] },
            "reference_target 22");
    }

    [Fact]
    public void Inputs_of_an_expression_must_be_there_and_have_a_form_in_their_type()
    {
        static ExpressionRule Expression(string from) => new("name", "upper(x)", [new SourceInput("x", from, new PgType(PgKind.Text))], 16);

        Assert.Empty(Problems(Rule(Expression("nom"))));
        AssertProblem(Rule(Expression("nome")), "unknown_source_column 16", "Did you mean 'nom'?");
        AssertProblems(Rule(Expression("logo")), "impossible_conversion 16");
    }

    [Fact]
    public void A_watermark_and_the_mark_of_a_deleted_record_must_be_there_and_fit()
    {
        static TablePlan Sync(SyncRule rule) => Catalogs.OrganisationPlan with { Sync = rule with { Line = 17 } };
        static SyncRule Mark(string column, string? value) => new() { Deletes = DeletePolicy.SoftDelete, SoftDelete = new SoftDelete(column, value) };

        Assert.Empty(Problems(Sync(new SyncRule { Watermark = "DATEC" })));
        Assert.Empty(Problems(Sync(Mark("active", "false"))));
        Assert.Empty(Problems(Sync(Mark("created_at", null))));
        AssertProblem(Sync(new SyncRule { Watermark = "datek" }), "unknown_source_column 17", "Did you mean 'datec'?");
        AssertProblems(Sync(new SyncRule { Watermark = "nom" }), "impossible_watermark 17");
        AssertProblem(Sync(Mark("actif", "false")), "unknown_target_column 17", "Did you mean 'active'?");
        AssertProblem(Sync(Mark("active", "jamais")), "impossible_delete 17", "Write true or false.");
        AssertProblems(Sync(Mark("active", null)), "impossible_delete 17");
        AssertProblems(Sync(Mark("search", "x")), "impossible_delete 17");
    }

    [Fact]
    public void Table_plans_of_one_source_table_have_one_watermark_and_of_one_record_one_policy()
    {
        var one = Catalogs.OrganisationPlan with { Sync = new SyncRule { Watermark = "datec", Line = 17 } };
        var other = one with { Name = "other", Sync = new SyncRule { Watermark = "parent", Deletes = DeletePolicy.Delete, Line = 37 } };

        var problems = Check(Catalogs.Plan with { Tables = [one, Catalogs.ContactPlan, other] }, Catalogs.SourceSide, Catalogs.TargetSide).Problems;

        Assert.Equal(["impossible_delete 17", "impossible_delete 37", "impossible_watermark 17", "impossible_watermark 37"], Lines(problems).Order(StringComparer.Ordinal));
    }

    private static TablePlan Organisation() => Catalogs.OrganisationPlan;

    private static TablePlan Rule(ColumnRule rule) =>
        Catalogs.OrganisationPlan with { Columns = [.. Catalogs.OrganisationPlan.Columns.Select(existing => existing.Column == rule.Column ? rule : existing)] };

    private static TablePlan With(ColumnRule rule) => Catalogs.OrganisationPlan with { Columns = [.. Catalogs.OrganisationPlan.Columns, rule] };

    private static SourceCatalog Source(SourceTable table) =>
        Catalogs.SourceSide with { Tables = [.. Catalogs.SourceSide.Tables.Select(existing => existing.Name == table.Name ? table : existing)] };

    private static TargetCatalog Target(TargetTable table) =>
        Catalogs.TargetSide with { Tables = [.. Catalogs.TargetSide.Tables.Select(existing => existing.Name == table.Name ? table : existing)] };

    private static PlanCheck Check(Plan plan, SourceCatalog source, TargetCatalog target, string? timeZone = null) =>
        new PlanChecker((from, to) => from.DataType != "blob" || to.Kind == PgKind.Bytea).Check(plan, source, target, timeZone);

    private static System.Collections.Immutable.ImmutableArray<Problems.Problem> Problems(TablePlan changed) => Check(
        Catalogs.Plan with { Tables = [.. Catalogs.Plan.Tables.Select(table => table.Name == changed.Name ? changed : table)] },
        Catalogs.SourceSide,
        Catalogs.TargetSide).Problems;

    private static IEnumerable<string> Lines(IEnumerable<Problems.Problem> problems) => problems.Select(problem => $"{problem.Code} {problem.Line}");

    private static void AssertProblems(TablePlan changed, string expected)
    {
        var problems = Problems(changed);
        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), Lines(problems).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.Equal("plans/dolibarr/plan.yaml", problem.File));
    }

    private static void AssertProblem(TablePlan changed, string expected, string remedy)
    {
        AssertProblems(changed, expected);
        Assert.Contains(Problems(changed), problem => problem.Remedy == remedy);
    }
}
