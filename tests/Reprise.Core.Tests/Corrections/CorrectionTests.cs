using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Tests.Mapping;
using Reprise.Core.Verification;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Corrections;

/// <summary>Corrections change exactly the cells that they name, in the rows that they are about, for staging and for verification alike.</summary>
public sealed class CorrectionTests
{
    private static readonly Dictionary<string, string?> None = [];

    [Theory]
    [InlineData("tinyint(4)", "-7", "-7", "40000")]
    [InlineData("tinyint(1)", "2", "2", "deux")]
    [InlineData("bit(1)", "1", "1", "2")]
    [InlineData("bit(9)", "511", "511", "512")]
    [InlineData("smallint(6)", "32767", "32767", "32768")]
    [InlineData("int(11)", "042", "42", "4,2")]
    [InlineData("int(5) unsigned zerofill", "42", "00042", "-1x")]
    [InlineData("bigint(20)", "-9223372036854775808", "-9223372036854775808", "9223372036854775808")]
    [InlineData("bigint(20) unsigned", "18446744073709551615", "18446744073709551615", "-1")]
    [InlineData("decimal(6,2)", "12.5", "12.50", "12.505")]
    [InlineData("decimal(30,2)", "12.5", "12.50", "douze")]
    [InlineData("double", "1.5", "1.5", "1e999")]
    [InlineData("float", "1.5", "1.5", "NaN")]
    [InlineData("varchar(5)", "01000", "01000", "010000")]
    [InlineData("text", "=1+1\né", "=1+1\né", null)]
    [InlineData("json", """{"a": 1}""", """{"a": 1}""", "{")]
    [InlineData("varbinary(4)", "0x00ff", "0x00FF", "00FF")]
    [InlineData("date", "2024-02-29", "2024-02-29", "2023-02-29")]
    [InlineData("datetime(3)", "2024-02-29 12:34:56.7", "2024-02-29 12:34:56.700", "0000-00-00")]
    [InlineData("timestamp", "2024-02-29 12:34:56", "2024-02-29 12:34:56", "hier")]
    [InlineData("time", "-838:59:59", "-838:59:59", "1 h")]
    [InlineData("year(4)", "1999", "1999", "MM")]
    [InlineData("uuid", "123E4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000", "123")]
    public void Every_type_takes_its_values_and_refuses_others(string declared, string typed, string canonical, string? bad)
    {
        var (plan, table, batch) = OneColumn(Column(declared));
        using var _ = batch;
        var trial = new CorrectionTrial(plan, table);

        var verdict = trial.Try(Content(batch), new Dictionary<string, string?> { ["value"] = typed });

        Assert.Empty(verdict.Misfits);
        Assert.Equal(canonical, verdict.Cells["value"]);
        if (bad is not null)
        {
            Assert.Equal(["value"], trial.Try(Content(batch), new Dictionary<string, string?> { ["value"] = bad }).Misfits);
        }

        AssertStagedAsVerified(plan, table, batch, verdict.Cells);
    }

    [Fact]
    public void Labels_are_those_that_the_source_declares()
    {
        var (plan, table, batch) = OneColumn(Column("enum('a','b')", labels: ["a", "b"]));
        using var _ = batch;
        var (sets, labelled, other) = OneColumn(Column("set('a','b')", labels: ["a", "b"]));
        using var __ = other;

        Assert.Empty(Misfits(plan, table, batch, "b"));
        Assert.Equal(["value"], Misfits(plan, table, batch, "c"));
        Assert.Empty(Misfits(sets, labelled, other, "a,b"));
        Assert.Equal(["value"], Misfits(sets, labelled, other, "a,c"));
    }

    [Fact]
    public void Other_rows_their_nulls_and_their_unfit_values_stay_what_they_are()
    {
        var (plan, table) = People();
        using var batch = Batch();
        var corrector = new BatchCorrector(plan.Sources[0], table, [Correct(batch, 1, new() { ["born"] = "1990-12-31", ["name"] = null })]);

        using var corrected = corrector.Apply(batch, 1, 0)!;

        Assert.Equal(
            ["1 Zoé 1980-01-02", "2 NULL 1990-12-31", "3 Léa 0000-00-00", "4 NULL NULL"],
            Texts(plan.Sources[0], corrected.Rows));
        Assert.Equal([new CorrectionUse(7, IsApplied: true)], corrected.Uses);
        Assert.Equal(["1 Zoé 1980-01-02", "2 Jean 0000-00-00", "3 Léa 0000-00-00", "4 NULL NULL"], Texts(plan.Sources[0], batch));
    }

    [Fact]
    public void A_batch_without_corrected_rows_is_left_alone()
    {
        var (plan, table) = People();
        using var batch = Batch();

        Assert.Null(new BatchCorrector(plan.Sources[0], table, [new Correction(1, "99", new byte[32], false, None)]).Apply(batch, 1, 0));
    }

    [Fact]
    public void A_row_that_the_source_changed_and_a_column_that_is_gone_are_not_corrected()
    {
        var (plan, table) = People();
        using var batch = Batch();
        var changed = Correct(batch, 1, new() { ["name"] = "x" }) with { RowHash = new byte[32] };
        var gone = Correct(batch, 2, new() { ["phone"] = "x" }) with { Id = 8 };

        using var corrected = new BatchCorrector(plan.Sources[0], table, [changed, gone]).Apply(batch, 1, 0)!;

        Assert.Equal([new CorrectionUse(7, false), new CorrectionUse(8, false)], corrected.Uses);
        Assert.Same(batch, corrected.Rows);
        Assert.Equal("Jean", Verified(plan, table, [changed], batch, 1)![1]);
    }

    [Fact]
    public void A_row_that_was_left_out_counts_as_filtered_and_nowhere_else()
    {
        var (plan, table) = People();
        using var batch = Batch();
        var dismissed = Correct(batch, 1, []) with { IsDismissed = true };
        using var corrected = new BatchCorrector(plan.Sources[0], table, [dismissed]).Apply(batch, 1, 0)!;

        using var mapped = new TableMapper(plan, table).Map(corrected.Rows, 1, 0, corrected.Dismissed);

        Assert.Equal((1, true), (mapped.Filtered, mapped.IsExcluded(1)));
        Assert.Equal(["3", "4"], mapped.Quarantined.Select(row => row.Key));
        Assert.Null(Verified(plan, table, [dismissed], batch, 1));
    }

    [Fact]
    public void A_corrected_row_that_is_held_back_again_keeps_what_the_source_holds()
    {
        var (plan, table) = People();
        using var batch = Batch();
        using var before = new TableMapper(plan, table).Map(batch, 1, 0);
        using var corrected = new BatchCorrector(plan.Sources[0], table, [Correct(batch, 2, new() { ["name"] = "Ana" })]).Apply(batch, 1, 0)!;

        using var mapped = new TableMapper(plan, table).Map(corrected.Rows, 1, 0);
        mapped.RecordCorrections(corrected);

        var held = mapped.Quarantined.Single(row => row.Key == "3");
        var original = before.Quarantined.Single(row => row.Key == "3");
        Assert.Equal("""{"id":"3","name":"Léa","born":"0000-00-00"}""", System.Text.Encoding.UTF8.GetString(held.Content.Span));
        Assert.Equal(original.Content.ToArray(), held.Content.ToArray());
        Assert.Equal(original.Hash.ToArray(), held.Hash.ToArray());
    }

    [Fact]
    public void A_trial_says_what_would_still_hold_the_row_back()
    {
        var (plan, table) = People();
        var original = new Dictionary<string, string?> { ["id"] = "3", ["name"] = "Léa", ["born"] = "0000-00-00" };
        var trial = new CorrectionTrial(plan, table);

        Assert.Null(trial.Try(original, new Dictionary<string, string?> { ["born"] = "1990-12-31" }).HeldBack);
        var still = trial.Try(original, new Dictionary<string, string?> { ["name"] = "Ana" }).HeldBack!;
        Assert.Equal(("born", Reasons.ZeroDate), (still.Column, still.Reason));
        Assert.Equal(Reasons.NotNull, trial.Try(original, new Dictionary<string, string?> { ["born"] = null }).HeldBack!.Reason);
    }

    [Fact]
    public void Rows_are_found_by_their_keys_with_content_and_hash()
    {
        var (plan, table) = People();
        using var batch = Batch();
        using var mapped = new TableMapper(plan, table).Map(batch, 1, 0);

        var found = Assert.Single(new SourceRowFinder(plan.Sources[0], table, ["3", "99"]).Find(batch, 1, 0));

        var held = mapped.Quarantined.Single(row => row.Key == "3");
        Assert.Equal("3", found.Key);
        Assert.Equal(held.Content.ToArray(), found.Content.ToArray());
        Assert.Equal(held.Hash.ToArray(), found.Hash.ToArray());
    }

    private static IReadOnlyList<string> Misfits(RunPlan plan, RunTable table, ColumnBatch batch, string text) =>
        new CorrectionTrial(plan, table).Try(Content(batch), new Dictionary<string, string?> { ["value"] = text }).Misfits;

    /// <summary>A table with a key and one column, whose only row has a null there.</summary>
    private static (RunPlan Plan, RunTable Table, ColumnBatch Batch) OneColumn(SourceColumn column)
    {
        var type = SnapshotTypes.For(column, null);
        var (plan, table) = Plan(Table("t", [Column("int(11)", nullable: false, "id"), column], "id"), [new("id", new ColumnType(ValueKind.Int32)), new(column.Name, type)], Target(To("id", new PgType(PgKind.Int4))), [new SourceColumnRule("id", "id", false, null, 1)]);
        return (plan, table, Batches.Of(new Cells("id", new ColumnType(ValueKind.Int32), 1), new Cells(column.Name, type, [null])));
    }

    private static (RunPlan Plan, RunTable Table) People() => Plan(
        Table("people", [Column("int(11)", nullable: false, "id"), Column("varchar(20)", name: "name"), Column("date", name: "born")], "id"),
        [new("id", new ColumnType(ValueKind.Int32)), new("name", new ColumnType(ValueKind.Text, Length: 20)), new("born", new ColumnType(ValueKind.Date))],
        Target(To("name", new PgType(PgKind.Text)), To("born", new PgType(PgKind.Date), nullable: false)),
        [new SourceColumnRule("name", "name", false, null, 1), new SourceColumnRule("born", "born", false, null, 2)]);

    private static ColumnBatch Batch()
    {
        var zero = new Unfit(UnfitReason.ZeroDate, "0000-00-00");
        return Batches.Of(
            new Cells("id", new ColumnType(ValueKind.Int32), 1, 2, 3, 4),
            new Cells("name", new ColumnType(ValueKind.Text, Length: 20), "Zoé", "Jean", "Léa", null),
            new Cells("born", new ColumnType(ValueKind.Date), 3653L, zero, zero, null));
    }

    private static Correction Correct(ColumnBatch batch, int row, Dictionary<string, string?> cells)
    {
        var (plan, _) = People();
        return new Correction(7, $"{row + 1}", RowHash.Of(Printed(plan.Sources[0], batch, row)), false, cells);
    }

    private static Dictionary<string, string?> Content(ColumnBatch batch) => batch.Columns.ToDictionary(column => column.Name, column => column.IsNull(0) ? null : "1");

    private static CellRow Printed(SourceRead read, ColumnBatch batch, int row)
    {
        var (texts, cells) = (new SnapshotText(read), new CellRow());
        texts.Begin();
        texts.Fill(batch, row, cells);
        return cells;
    }

    private static List<string> Texts(SourceRead read, ColumnBatch batch) =>
        [.. Enumerable.Range(0, batch.RowCount).Select(row => string.Join(' ', Forms(read, Printed(read, batch, row)).Select(text => text ?? "NULL")))];

    private static string?[] Forms(SourceRead read, CellRow row) => [.. read.Columns.Select((column, i) => ContentForm.Of(column.Type, row, i))];

    private static string?[]? Verified(RunPlan plan, RunTable table, IReadOnlyList<Correction> corrections, ColumnBatch batch, int row) =>
        new TextCorrector(plan.Source(table.Source), corrections).Apply($"{row + 1}", Printed(plan.Sources[0], batch, row)) is { } corrected ? Forms(plan.Sources[0], corrected) : null;

    private static void AssertStagedAsVerified(RunPlan plan, RunTable table, ColumnBatch batch, IReadOnlyDictionary<string, string?> cells)
    {
        var read = plan.Sources[0];
        var correction = new Correction(1, "1", RowHash.Of(Printed(read, batch, 0)), false, cells);
        using var corrected = new BatchCorrector(read, table, [correction]).Apply(batch, 1, 0)!;

        Assert.True(corrected.Uses.Single().IsApplied);
        Assert.Equal(Forms(read, Printed(read, corrected.Rows, 0)), Verified(plan, table, [correction], batch, 0));
    }
}
