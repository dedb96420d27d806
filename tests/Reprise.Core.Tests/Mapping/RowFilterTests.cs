using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Filtering;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Expected;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

/// <summary>Rows that the plan leaves out, in staging and by verification's own path.</summary>
public sealed class RowFilterTests
{
    private static readonly SourceColumn Id = Column("int(11)", nullable: false, "id");

    [Theory]
    [InlineData("tinyint(1)", RowTest.In, "0", new object?[] { 0, 1, null }, "0")]
    [InlineData("tinyint(4)", RowTest.NotIn, "+0.0", new object?[] { 0, 1, null }, "1,2")]
    [InlineData("int(5) zerofill", RowTest.In, "7|00012", new object?[] { 7, 12, 13 }, "0,1")]
    [InlineData("year(4)", RowTest.AtLeast, "2000", new object?[] { 1999, 2000, 0 }, "1")]
    [InlineData("bigint(20) unsigned", RowTest.AtLeast, "18446744073709551615", new object?[] { 18446744073709551615UL, 1UL, null }, "0")]
    [InlineData("varchar(20)", RowTest.In, "a| B", new object?[] { "a", "A", " B", null }, "0,2")]
    [InlineData("varchar(20)", RowTest.NotIn, "a|", new object?[] { "a", "", " ", null }, "2,3")]
    [InlineData("varchar(20)", RowTest.IsNull, "", new object?[] { "a", "", null }, "2")]
    [InlineData("varchar(20)", RowTest.NotNull, "", new object?[] { "a", "", null }, "0,1")]
    public void Rows_are_kept_that_satisfy_the_condition(string declared, RowTest test, string values, object?[] cells, string kept) => AssertKept(Column(declared), test, values, cells, kept);

    [Fact]
    public void Decimals_are_compared_as_numbers_of_any_length()
    {
        object?[] cells = [1.50m, -2m, 10m, 9.99m, -10m, null];

        AssertKept(Column("decimal(10,2)"), RowTest.In, "1.5|-02.000", cells, "0,1");
        AssertKept(Column("decimal(10,2)"), RowTest.AtLeast, "9.99", cells, "2,3");
        AssertKept(Column("decimal(10,2)"), RowTest.AtLeast, "-2", cells, "0,1,2,3");
        AssertKept(Column("decimal(10,2)"), RowTest.AtMost, "-9.5", cells, "4");
        AssertKept(Column("decimal(10,2)"), RowTest.AtMost, "12345678901234567890", cells, "0,1,2,3,4");
    }

    [Fact]
    public void Dates_are_compared_as_dates_and_zero_dates_come_before_all_others()
    {
        object?[] cells = [new DateOnly(2024, 12, 31), new DateOnly(2025, 1, 1), new Unfit(UnfitReason.ZeroDate, "0000-00-00"), new Unfit(UnfitReason.PartialDate, "2025-00-00"), null];

        AssertKept(Column("date"), RowTest.AtLeast, "2025-01-01", cells, "1");
        AssertKept(Column("date"), RowTest.AtMost, "2024-12-31", cells, "0,2");
        AssertKept(Column("date"), RowTest.In, "0000-00-00", cells, "2");
        AssertKept(Column("date"), RowTest.NotIn, "0000-00-00", cells, "0,1,3,4");
        AssertKept(Column("date"), RowTest.NotNull, "", cells, "0,1,2,3");
    }

    [Theory]
    [InlineData("datetime(3)")]
    [InlineData("timestamp(3)")]
    public void A_day_is_its_midnight_among_moments(string declared)
    {
        object?[] cells = [new DateTime(2024, 12, 31), new DateTime(2024, 12, 31, 10, 0, 0, 120), new Unfit(UnfitReason.ZeroDate, "0000-00-00 00:00:00.000")];

        AssertKept(Column(declared), RowTest.In, "2024-12-31|2024-12-31 10:00:00.12", cells, "0,1");
        AssertKept(Column(declared), RowTest.AtMost, "2024-12-31", cells, "0,2");
        AssertKept(Column(declared), RowTest.In, "0000-00-00", cells, "2");
    }

    [Fact]
    public void A_filtered_row_is_neither_held_back_nor_counted_as_changed()
    {
        var (plan, table) = Plan(
            Table("t", [Id, Column("varchar(20)")], "id"),
            [new BatchColumn("id", new ColumnType(ValueKind.Int32)), new BatchColumn("value", new ColumnType(ValueKind.Text, Length: 20))],
            Target(To("target", new PgType(PgKind.Varchar, Length: 3), nullable: false)),
            [new SourceColumnRule("target", "value", BlankAsNull: true, Otherwise: null, 1) { Normalise = ["trim"] }]);
        var mapper = new TableMapper(plan, table with { Where = [new RowCondition("id", RowTest.AtLeast, ["3"], 1)] });

        using var batch = mapper.Map(Batches.Of(new Cells("id", new ColumnType(ValueKind.Int32), 1, 2, 3, null), new Cells("value", new ColumnType(ValueKind.Text, Length: 20), "far too long", " ", " a ", " b ")), 1, 0);

        Assert.Equal(3, batch.Filtered);
        Assert.Empty(batch.Quarantined);
        Assert.Equal([("trim", 1L)], batch.Coercions.Select(coercion => (coercion.Rule, coercion.Count)));
        Assert.Equal([true, true, false, true], Enumerable.Range(0, 4).Select(batch.IsExcluded));
    }

    private static void AssertKept(SourceColumn column, RowTest test, string values, object?[] cells, string kept)
    {
        var condition = new RowCondition(column.Name, test, test is RowTest.IsNull or RowTest.NotNull ? [] : values.Split('|'), 1);
        Assert.All(condition.Values, value => Assert.NotNull(ConditionForms.Of(value, column)));
        BatchColumn[] read = [new("id", new ColumnType(ValueKind.Int32)), new(column.Name, SnapshotTypes.For(column, profile: null))];
        var (plan, table) = Plan(Table("t", [Id, column], "id"), read, Target(To("target", new PgType(PgKind.Int4))), [new SourceColumnRule("target", "id", BlankAsNull: false, Otherwise: null, 1)]);
        table = table with { Where = [condition] };
        var source = Batches.Of(new Cells("id", read[0].Type, [.. Enumerable.Range(0, cells.Length).Cast<object?>()]), new Cells(column.Name, read[1].Type, cells));

        using var batch = new TableMapper(plan, table).Map(source, 1, 0);
        var record = new ExpectedRecord(plan with { Tables = [table] }, table);
        var texts = new SnapshotText(plan.Sources[0]);
        texts.Begin();
        var row = new CellRow();
        var expected = Enumerable.Range(0, cells.Length).Where(index =>
        {
            texts.Fill(source, index, row);
            return !record.IsFiltered(row);
        });

        Assert.Equal(kept, string.Join(',', Enumerable.Range(0, cells.Length).Where(index => !batch.IsExcluded(index))));
        Assert.Equal(kept, string.Join(',', expected));
        Assert.Equal(cells.Length - kept.Split(',').Length, batch.Filtered);
    }
}
