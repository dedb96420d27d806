using System.Text;
using CsCheck;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Normalising;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Expected;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

/// <summary>Normalisers and maps within a staged column: what becomes of values, rows and the ledger, and that verification expects the same.</summary>
public sealed class ValueRulesTests
{
    private static readonly PgType Text = new(PgKind.Text);
    private static readonly SourceColumn Name = Column("varchar(60)");

    [Fact]
    public void A_changed_value_is_counted_under_its_normaliser_with_keys_and_masked_samples()
    {
        using var batch = Map(Rule("trim", "email"), Name, Text, " Anne@Exemple.EXAMPLE ", "paul@exemple.example", null);

        Assert.Equal(["Anne@exemple.example", "paul@exemple.example", null], Texts(batch));
        Assert.Equal(["trim 1", "email 1"], batch.Coercions.Select(coercion => $"{coercion.Rule} {coercion.Count}"));
        Assert.All(batch.Coercions, coercion => Assert.Equal("0\n", Encoding.UTF8.GetString(coercion.Keys.Span)));
        Assert.Equal([" Xxxx@Xxxxxxx.XXXXXXX  → Xxxx@xxxxxxx.xxxxxxx"], batch.Coercions[0].Samples);
    }

    [Fact]
    public void Where_nothing_changes_the_column_is_the_sources_own()
    {
        var (mapper, source) = Prepare(Rule("trim", "nfc"), Name, Text, nullable: true, "a", "é", null);

        using var batch = mapper.Map(source, 1, 0);

        Assert.Same(source.Columns[1], batch.Rows.Columns[1]);
        Assert.Empty(batch.Coercions);
    }

    [Theory]
    [InlineData]
    [InlineData("trim")]
    [InlineData("nfc")]
    [InlineData("name_case")]
    [InlineData("mojibake")]
    [InlineData("html_entities")]
    public void Where_nothing_changes_nothing_is_allocated(params string[] normalisers)
    {
        var map = new ValueMap([new MappedText("Zoé", "Zoé", 1)]);
        var (mapper, source) = Prepare(Rule(normalisers) with { Map = map }, Name, Text, nullable: true, [.. Enumerable.Repeat("Zoé", 500)]);
        long Measure()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            mapper.Map(source, 1, 0).Dispose();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure();

        Assert.InRange(Measure(), 0, 4_000);
    }

    [Fact]
    public void A_refused_value_holds_its_row_back_with_the_normalisers_name()
    {
        using var batch = Map(Rule("siret"), Name, Text, "732 829 320 00074", "1,23E+13", null);

        Assert.Equal(["73282932000074", "<invalid_siret>", null], Texts(batch));
        Assert.Equal(["siret 1"], Ledger(batch));
    }

    [Theory]
    [InlineData(null, null, "<invalid_siret>", "")]
    [InlineData(null, "0", "0", "otherwise 1")]
    [InlineData(MisfitOutcome.Quarantine, "0", "<invalid_siret>", "")]
    [InlineData(MisfitOutcome.Keep, "0", "x", "invalid_siret 1")]
    [InlineData(MisfitOutcome.Null, "0", null, "invalid_siret 1")]
    [InlineData(MisfitOutcome.Null, null, null, "invalid_siret 1")]
    public void What_becomes_of_a_refused_value_is_the_plans_to_say(MisfitOutcome? invalid, string? otherwise, string? expected, string ledger)
    {
        using var batch = Map(Rule("siret") with { Invalid = invalid, Otherwise = otherwise }, Name, Text, "x");

        Assert.Equal([expected], Texts(batch));
        Assert.Equal(ledger, string.Join(",", Ledger(batch)));
    }

    [Fact]
    public void A_null_that_the_target_refuses_holds_the_row_back()
    {
        var (mapper, source) = Prepare(Rule("siret") with { Invalid = MisfitOutcome.Null }, Name, Text, nullable: false, "x");

        using var batch = mapper.Map(source, 1, 0);

        Assert.Equal([Reasons.NotNull], batch.Quarantined.Select(row => row.Reason));
        Assert.Empty(batch.Coercions);
    }

    [Fact]
    public void Blank_text_that_the_plan_makes_null_is_no_invalid_value()
    {
        var rule = Rule("html_entities", "email") with { BlankAsNull = true };

        using var batch = Map(rule, Name, Text, " ", "&nbsp;", "");

        Assert.Equal([null, null, null], Texts(batch));
        Assert.Equal(["html_entities 1", "blank_as_null 3"], Ledger(batch));
    }

    [Fact]
    public void Blank_text_is_invalid_where_the_plan_says_nothing()
    {
        using var batch = Map(Rule("email"), Name, Text, "");

        Assert.Equal(["<invalid_email>"], Texts(batch));
    }

    [Fact]
    public void A_map_comes_after_the_normalisers_and_is_counted_without_keys()
    {
        var rule = Rule("trim") with { Map = new ValueMap([new MappedText("S.A.R.L.", "sarl", 1), new MappedText("sarl", "sarl", 1), new MappedText("N/C", null, 1)]) };

        using var batch = Map(rule, Name, Text, " S.A.R.L. ", "sarl", "N/C", "SA", null);

        Assert.Equal(["sarl", "sarl", null, "<unknown_value>", null], Texts(batch));
        Assert.Equal(["trim 1 0", "map 1 ", "map_to_null 1 2"], batch.Coercions.Select(coercion => $"{coercion.Rule} {coercion.Count} {Encoding.UTF8.GetString(coercion.Keys.Span).Trim()}"));
    }

    [Theory]
    [InlineData(null, null, null, "<unknown_value>", "")]
    [InlineData(null, null, "0", "0", "otherwise 1")]
    [InlineData(MisfitOutcome.Keep, null, null, "x", "unknown_value 1")]
    [InlineData(MisfitOutcome.Null, null, "0", null, "unknown_value 1")]
    [InlineData(null, "autre", "0", "autre", "unknown_value 1")]
    public void What_becomes_of_an_unknown_value_is_the_plans_to_say(MisfitOutcome? unknown, string? text, string? otherwise, string? expected, string ledger)
    {
        var rule = Rule() with { Map = new ValueMap([new MappedText("a", "b", 1)]) { Unknown = unknown, UnknownText = text }, Otherwise = otherwise };

        using var batch = Map(rule, Name, Text, "x");

        Assert.Equal([expected], Texts(batch));
        Assert.Equal(ledger, string.Join(",", Ledger(batch)));
    }

    [Fact]
    public void A_value_that_is_kept_goes_through_the_map()
    {
        var rule = Rule("civility") with { Invalid = MisfitOutcome.Keep, Map = new ValueMap([new MappedText("Dr", "M.", 1), new MappedText("M.", "M.", 1)]) };

        using var batch = Map(rule, Name, Text, "Dr", "Monsieur");

        Assert.Equal(["M.", "M."], Texts(batch));
        Assert.Equal(["civility 1", "invalid_civility 1", "map 1"], Ledger(batch));
    }

    [Fact]
    public void Values_of_other_types_are_read_as_the_source_prints_them()
    {
        using var codes = Map(Rule("postal_code"), Column("int(11)"), Text, 1000, 75001, null);
        using var padded = Map(Rule("trim"), Column("int(5) zerofill"), Text, 7);
        using var years = Map(Rule() with { Map = new ValueMap([new MappedText("0000", null, 1), new MappedText("2024", "2024", 1)]) }, Column("year(4)"), new PgType(PgKind.Int4), 0, 2024);
        using var dates = Map(Rule("french_date") with { BlankAsNull = true }, Column("date"), new PgType(PgKind.Date), new DateOnly(2024, 5, 1), new Unfit(UnfitReason.ZeroDate, "0000-00-00"), new Unfit(UnfitReason.PartialDate, "2024-05-00"));

        Assert.Equal(["01000", "75001", null], Texts(codes));
        Assert.Equal(["postal_code 1"], Ledger(codes));
        Assert.Equal(["00007"], Texts(padded));
        Assert.Equal([null, "2024"], Texts(years));
        Assert.Equal(["map_to_null 1"], Ledger(years));
        Assert.Equal(["2024-05-01", null, "<invalid_french_date>"], Texts(dates));
        Assert.Equal(["zero_date 1"], Ledger(dates));
    }

    [Fact]
    public void The_result_is_converted_to_the_targets_type()
    {
        using var amounts = Map(Rule("amount"), Name, new PgType(PgKind.Numeric, Precision: 10, Scale: 2), "1 234,56 €", "12", "gratuit");
        using var dates = Map(Rule("french_date"), Name, new PgType(PgKind.Date), "1er janvier 2024", "2024-02-03");
        using var flags = Map(Rule() with { Map = new ValueMap([new MappedText("O", "true", 1), new MappedText("N", "false", 1)]) }, Name, new PgType(PgKind.Boolean), "O", "N", "?");

        Assert.Equal(["1234.56", "12.00", "<invalid_amount>"], Texts(amounts));
        Assert.Equal(["2024-01-01", "2024-02-03"], Texts(dates));
        Assert.Equal(["1", "0", "<unknown_value>"], Texts(flags));
    }

    [Fact]
    public void The_next_batch_forgets_the_one_before()
    {
        var (mapper, source) = Prepare(Rule("siret") with { Invalid = MisfitOutcome.Keep }, Name, Text, nullable: true, "x", "732 829 320 00074");
        mapper.Map(source, 1, 0).Dispose();

        using var batch = mapper.Map(Batches.Of(new Cells("id", new ColumnType(ValueKind.Int32), 5), new Cells("value", new ColumnType(ValueKind.Text, Length: 60), "73282932000074")), 1, 2);

        Assert.Equal(["73282932000074"], Texts(batch));
        Assert.Empty(batch.Coercions);
    }

    [Fact]
    public void Verification_expects_what_staging_makes_of_any_value() => Gen.Select(
        Gen.Int[0, Normalisers.Names.Count - 1].Array[0, 3],
        Gen.OneOf(Gen.String[0, 12], Gen.Int[0, Values.Length - 1].Select(place => Values[place])),
        Gen.Int[0, 3],
        Gen.Int[0, 3],
        Gen.Bool).Sample((places, value, invalid, unknown, hasOtherwise) =>
    {
        var rule = Rule([.. places.Distinct().Select(place => Normalisers.Names[place])]) with
        {
            BlankAsNull = unknown > 1,
            Otherwise = hasOtherwise ? "autre" : null,
            Invalid = invalid == 3 ? null : (MisfitOutcome)invalid,
            Map = unknown == 0 ? null : new ValueMap([new MappedText("M.", "Monsieur", 1), new MappedText("75", null, 1)]) { Unknown = unknown == 3 ? null : (MisfitOutcome)(unknown * hasOtherwise.CompareTo(false)) },
        };
        var (mapper, source) = Prepare(rule, Name, Text, nullable: unknown != 2, IsText(value) ? value : string.Empty);
        using var batch = mapper.Map(source, 1, 0);
        Assert.Equal(Texts(batch)[0] is { } text && text.StartsWith("<invalid", StringComparison.Ordinal) || batch.IsExcluded(0) ? "<held back>" : Texts(batch)[0], Expected(rule, source, nullable: unknown != 2));
    });

    private static readonly string[] Values = ["M.", " Mr ", "75", "Paris", "AmÃ©lie", "732 829 320 00074", "1,23E+13", "&nbsp;", "&eacute;", " ", "", "31.12.24", "1 234,56 €", "a\0b"];

    private static bool IsText(string value) => !value.Any(char.IsSurrogate);

    private static string? Expected(SourceColumnRule rule, ColumnBatch source, bool nullable)
    {
        var (plan, table) = PlanOf(rule, Name, Text, nullable);
        var texts = new SnapshotText(plan.Sources[0]);
        var (row, expected) = (new CellRow(), new CellRow());
        texts.Begin();
        texts.Fill(source, 0, row);
        return !new ExpectedRecord(plan, table).TryExpect(row, expected) ? "<held back>" : expected.IsNull(0) ? null : Encoding.UTF8.GetString(expected[0]);
    }

    private static SourceColumnRule Rule(params string[] normalise) => new("target", "value", BlankAsNull: false, Otherwise: null, 1) { Normalise = normalise };

    private static MappedBatch Map(SourceColumnRule rule, SourceColumn column, PgType target, params object?[] values)
    {
        var (mapper, source) = Prepare(rule, column, target, nullable: true, values);
        return mapper.Map(source, 1, 0);
    }

    private static (TableMapper Mapper, ColumnBatch Source) Prepare(SourceColumnRule rule, SourceColumn column, PgType target, bool nullable, params object?[] values)
    {
        var (plan, table) = PlanOf(rule, column, target, nullable);
        var read = plan.Sources[0].Columns;
        var ids = Enumerable.Range(0, values.Length).Cast<object?>().ToArray();
        return (new TableMapper(plan, table), Batches.Of(new Cells("id", read[0].Type, ids), new Cells("value", read[1].Type, values)));
    }

    private static (Core.Runs.RunPlan Plan, Core.Runs.RunTable Table) PlanOf(SourceColumnRule rule, SourceColumn column, PgType target, bool nullable) => Plan(
        Table("t", [Column("int(11)", nullable: false, "id"), column], "id"),
        [new BatchColumn("id", new ColumnType(ValueKind.Int32)), new BatchColumn("value", SnapshotTypes.For(column, profile: null))],
        Target(To("target", target, nullable)),
        [rule]);

    private static string?[] Texts(MappedBatch batch)
    {
        var refusals = batch.Quarantined.ToDictionary(row => row.Row, row => row.Reason);
        return [.. Enumerable.Range(0, batch.Rows.RowCount).Select(row =>
            refusals.TryGetValue(row, out var reason) ? $"<{reason}>" : batch.Rows.Columns[1].IsNull(row) ? null : Core.Mapping.Text.CellText.Describe(batch.Rows.Columns[1], row))];
    }

    private static string[] Ledger(MappedBatch batch) => [.. batch.Coercions.Select(coercion => $"{coercion.Rule} {coercion.Count}")];
}
