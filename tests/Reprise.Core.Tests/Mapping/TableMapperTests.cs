using System.Text;
using CsCheck;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Plans;
using Reprise.Core.Problems;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

public sealed class TableMapperTests
{
    private static readonly ColumnType Int32 = new(ValueKind.Int32);
    private static readonly ColumnType Text = new(ValueKind.Text, Length: 20);
    private static readonly PgType Varchar = new(PgKind.Varchar, Length: 10);

    private static readonly BatchColumn[] Read = [new("id", Int32), new("name", Text), new("parent", new ColumnType(ValueKind.Int64))];

    private static readonly SourceTable Companies = Table("companies", [Column("int(11)", nullable: false, "id"), Column("varchar(20)", name: "name"), Column("bigint(20)", name: "parent")], "id");

    private static readonly TargetTable Organisation = Target(
        To("id", new PgType(PgKind.Uuid), nullable: false),
        To("name", Varchar, nullable: false),
        To("parent_id", new PgType(PgKind.Uuid)),
        To("origin", Varchar),
        To("label", new PgType(PgKind.Varchar, Length: 60)),
        To("active", new PgType(PgKind.Boolean), nullable: false));

    private static readonly ColumnRule[] Rules =
    [
        new SourceColumnRule("name", "name", BlankAsNull: true, Otherwise: null, 1),
        new ReferenceRule("parent_id", "organisation", ["parent"], MissingParent.Null, 2),
        new EntityRule("origin", EntityProperty.Code, 3),
        new EntityRule("label", EntityProperty.Name, 3),
        new ConstantRule("active", "true", 4),
    ];

    private static readonly IdRule Uuid = new("id", IdStrategy.Uuid);

    [Fact]
    public void Columns_come_in_the_order_of_the_staging_layout()
    {
        var mapper = Mapper();

        Assert.Equal(["_key", "id", "name", "_ref_parent_id", "origin", "label", "active"], mapper.OutputColumns.Select(column => column.Name));
        Assert.Equal(mapper.Layout.Columns.Select(column => column.Name), mapper.OutputColumns.Select(column => column.Name));
    }

    [Fact]
    public void A_row_has_its_key_its_id_its_parents_key_and_what_is_the_same_in_all()
    {
        using var batch = Mapper().Map(Batch([1, "Acme", 7L]), 3, 100);

        Assert.Equal("1", Cell(batch, 0));
        Assert.Equal(IdOf("1"), new Guid(((VariableColumn)batch.Rows.Columns[1])[0], bigEndian: true));
        Assert.Equal("Acme", Cell(batch, 2));
        Assert.Equal("7", Cell(batch, 3));
        Assert.Equal("ud-75", Cell(batch, 4));
        Assert.Equal("Union départementale de Paris", Cell(batch, 5));
        Assert.Equal(1, ((FixedColumn)batch.Rows.Columns[6]).Values[0]);
    }

    [Fact]
    public void A_reference_across_integer_types_is_the_parents_key()
    {
        using var batch = Mapper().Map(Batch([7, "parent", null], [8, "child", 7L]), 1, 0);

        Assert.Equal(Cell(batch, 0), Cell(batch, 3, row: 1));
        Assert.True(batch.Rows.Columns[3].IsNull(0));
        Assert.Empty(batch.Quarantined);
    }

    [Fact]
    public void A_row_held_back_is_named_by_its_key_with_the_first_reason_only()
    {
        using var batch = Mapper(Organisation with { Columns = [.. Organisation.Columns.Select(column => column with { IsNullable = false })] })
            .Map(Batch([5, "   ", null], [6, "far too long a name", 1L], [7, "good", 1L]), 1, 0);

        Assert.Equal([("5", "name", Reasons.NotNull), ("6", "name", Reasons.TooLong)], batch.Quarantined.Select(row => (row.Key, row.Column, row.Reason)));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(batch.IsExcluded));
    }

    [Fact]
    public void A_row_whose_key_is_null_is_held_back_by_its_place()
    {
        using var batch = Mapper().Map(Batch([null, "Acme", 1L]), 3, 100);

        Assert.Equal([("#3:100", string.Empty, Reasons.DuplicateKey)], batch.Quarantined.Select(row => (row.Key, row.Column, row.Reason)));
    }

    [Fact]
    public void Rows_of_a_table_without_key_are_known_by_chunk_and_ordinal()
    {
        using var batch = Mapper(source: Companies with { PrimaryKey = [] }).Map(Batch([1, "a", null], [1, "a", null]), 3, 100);

        Assert.Equal(["#3:100", "#3:101"], [Cell(batch, 0), Cell(batch, 0, row: 1)]);
        Assert.NotEqual(((VariableColumn)batch.Rows.Columns[1])[0].ToArray(), ((VariableColumn)batch.Rows.Columns[1])[1].ToArray());
    }

    [Fact]
    public void What_was_changed_in_a_row_held_back_is_not_counted()
    {
        var rules = new ColumnRule[] { new SourceColumnRule("origin", "name", BlankAsNull: true, Otherwise: null, 1), new SourceColumnRule("name", "name", BlankAsNull: true, Otherwise: null, 2) };

        using var batch = Mapper(rules: rules).Map(Batch([1, " ", null]), 1, 0);

        Assert.Single(batch.Quarantined);
        Assert.Empty(batch.Coercions);
    }

    [Fact]
    public void Samples_are_masked_and_at_most_three_of_each_rule()
    {
        var rules = new ColumnRule[] { new SourceColumnRule("label", "name", BlankAsNull: false, Otherwise: null, 1) };

        using var batch = Mapper(rules: rules).Map(Batch([.. Enumerable.Range(0, 9).Select(i => new object?[] { i, $"Dupont {i}\0", null })]), 1, 0);

        var coercion = Assert.Single(batch.Coercions);
        Assert.Equal(("label", Reasons.NulInText, 9L), (coercion.Column, coercion.Rule, coercion.Count));
        Assert.Equal(["Xxxxxx 9␀ → Xxxxxx 9", "Xxxxxx 9␀ → Xxxxxx 9", "Xxxxxx 9␀ → Xxxxxx 9"], coercion.Samples);
    }

    [Fact]
    public void A_replicated_table_has_neither_key_nor_id_and_its_columns_are_the_sources()
    {
        var target = Target(To("id", new PgType(PgKind.Int4)), To("name", new PgType(PgKind.Varchar, Length: 20)), To("parent", new PgType(PgKind.Int8)));
        var rules = new[] { "id", "name", "parent" }.Select(name => new SourceColumnRule(name, name, BlankAsNull: false, Otherwise: null, 0)).ToArray();
        var (plan, table) = Plan(Companies, Read, target, rules, definition: new TableDefinition("t", string.Empty, [], [], [], [], []));
        var source = Batch([1, "a", null], [2, null, 1L]);

        using var batch = new TableMapper(plan, table).Map(source, 1, 0);

        Assert.Equal(source.Columns, batch.Rows.Columns);
    }

    [Fact]
    public void A_row_of_a_replicated_table_is_held_back_by_its_key()
    {
        var target = Target(To("name", new PgType(PgKind.Text), nullable: false));
        var (plan, table) = Plan(Companies, Read, target, [new SourceColumnRule("name", "name", BlankAsNull: false, Otherwise: null, 0)], definition: new TableDefinition("t", string.Empty, [], [], [], [], []));

        using var batch = new TableMapper(plan, table).Map(Batch([42, null, null]), 1, 0);

        Assert.Equal([("42", "name", Reasons.NotNull)], batch.Quarantined.Select(row => (row.Key, row.Column, row.Reason)));
    }

    [Fact]
    public void Two_results_at_once_do_not_share_memory_and_a_disposed_one_is_used_again()
    {
        var mapper = Mapper();
        var first = mapper.Map(Batch([1, "a", null]), 1, 0);
        var second = mapper.Map(Batch([2, "b", null]), 1, 1);
        Assert.Equal(["1", "2"], [Cell(first, 0), Cell(second, 0)]);
        var rows = first.Rows;

        first.Dispose();
        first.Dispose();
        using var third = mapper.Map(Batch([3, "c", null]), 1, 2);
        using var fourth = mapper.Map(Batch([4, "d", null]), 1, 3);

        Assert.Same(rows, third.Rows);
        Assert.NotSame(rows, fourth.Rows);
        Assert.Equal(["3", "4", "2"], [Cell(third, 0), Cell(fourth, 0), Cell(second, 0)]);
    }

    [Fact]
    public void A_batch_owes_nothing_to_the_one_before()
    {
        var (plan, table) = Plan(
            Table("t", [Column("date")]),
            [new BatchColumn("value", new ColumnType(ValueKind.Date))],
            Target(To("at", new PgType(PgKind.Date))),
            [new SourceColumnRule("at", "value", BlankAsNull: false, Otherwise: null, 1)]);
        var mapper = new TableMapper(plan, table);
        using (var first = mapper.Map(Batches.Of(new Cells("value", new ColumnType(ValueKind.Date), new Unfit(UnfitReason.ZeroDate, "0000-00-00"))), 1, 0))
        {
            Assert.Single(first.Coercions);
        }

        using var second = mapper.Map(Batches.Of(new Cells("value", new ColumnType(ValueKind.Date), [null])), 1, 1);

        Assert.Empty(second.Coercions);
    }

    [Fact]
    public void A_rule_that_planning_should_have_refused_is_named()
    {
        var target = Target(To("id", new PgType(PgKind.Uuid)), To("at", new PgType(PgKind.Timestamp)));

        var error = Assert.Throws<RepriseException>(() => Mapper(target, rules: [new SourceColumnRule("at", "id", BlankAsNull: false, Otherwise: null, 1)]));

        Assert.Equal(ErrorCodes.InvalidConfiguration, error.Code);
        Assert.Contains("'at'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-13-01")]
    [InlineData("2024-01-01 00:00:00.5")]
    [InlineData("yesterday")]
    public void A_replacement_that_is_not_exactly_a_value_of_the_type_is_refused(string otherwise) =>
        Assert.Throws<RepriseException>(() => Map(Column("datetime"), new PgType(PgKind.Timestamp), [], otherwise: otherwise));

    [Theory]
    [InlineData(PgKind.Bytea, @"\x00ff", "00ff")]
    [InlineData(PgKind.TextArray, "{a,b}", "a,b")]
    [InlineData(PgKind.TextArray, "{}", "")]
    [InlineData(PgKind.Uuid, "2ed6657d-e927-568b-95e1-2665a8aea6a2", "2ed6657de927568b95e12665a8aea6a2")]
    [InlineData(PgKind.Interval, "25:00:00", "25:00:00.000000")]
    [InlineData(PgKind.Other, "anything", "anything")]
    [InlineData(PgKind.Boolean, "false", "0")]
    public void Constants_are_parsed_once_in_the_form_of_the_target(PgKind kind, string value, string expected)
    {
        var rules = new ColumnRule[] { new ConstantRule("x", value, 1), new ConstantRule("n", null, 2) };

        using var batch = Mapper(Target(To("id", new PgType(PgKind.Uuid)), To("x", new PgType(kind)), To("n", new PgType(kind))), rules: rules).Map(Batch([1, "a", null]), 1, 0);

        Assert.Equal(expected, Cell(batch, 2));
        Assert.True(batch.Rows.Columns[3].IsNull(0));
    }

    [Fact]
    public void No_row_is_lost_whatever_the_values()
    {
        var row = Gen.Select(Gen.Int.Select(value => (object)value).Null(0.1), Gen.String[0, 14].Select(WellFormed).Null(0.2), Gen.Long.Select(value => (object)value).Null(0.3), (id, name, parent) => new object?[] { id, name, parent });
        var mapper = Mapper();

        row.Array[0, 60].Sample(rows =>
        {
            using var batch = mapper.Map(Batch(rows), 1, 0);
            var staged = Enumerable.Range(0, rows.Length).Count(i => !batch.IsExcluded(i));
            Assert.Equal(rows.Length, staged + batch.Quarantined.Count + batch.Filtered);
            Assert.All(batch.Rows.Columns, column => Assert.Equal(rows.Length, column.Count));
        }, threads: 1);
    }

    [Fact]
    public void The_hot_loop_allocates_nothing_per_row()
    {
        var mapper = Mapper();
        var small = Batch([.. Enumerable.Range(0, 1_000).Select(Row)]);
        var large = Batch([.. Enumerable.Range(0, 50_000).Select(Row)]);
        for (var i = 0; i < 3; i++)
        {
            mapper.Map(large, 1, 0).Dispose();
        }

        var forSmall = Allocated(mapper, small);
        var forLarge = Allocated(mapper, large);

        Assert.InRange(forLarge, 0, forSmall + 4_096);

        static object?[] Row(int i) => [i, i % 3 == 0 ? "Société 12" : "Acme\0", i % 2 == 0 ? null : (long)i];
    }

    private static long Allocated(TableMapper mapper, ColumnBatch batch)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        mapper.Map(batch, 1, 0).Dispose();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static object WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static TableMapper Mapper(TargetTable? target = null, IReadOnlyList<ColumnRule>? rules = null, SourceTable? source = null)
    {
        var (plan, table) = Plan(source ?? Companies, Read, target ?? Organisation, rules ?? Rules, Uuid);
        return new TableMapper(plan, table);
    }

    private static ColumnBatch Batch(params object?[][] rows) => Batches.Of(
        new Cells("id", Int32, [.. rows.Select(row => row[0])]),
        new Cells("name", Text, [.. rows.Select(row => row[1])]),
        new Cells("parent", new ColumnType(ValueKind.Int64), [.. rows.Select(row => row[2])]));

    private static Guid IdOf(string key)
    {
        var id = new byte[RecordId.Length];
        new RecordId(Entity, "companies").Write(Encoding.UTF8.GetBytes(key), id);
        return new Guid(id, bigEndian: true);
    }

    private static string Cell(MappedBatch batch, int column, int row = 0) => Core.Mapping.Text.CellText.Describe(batch.Rows.Columns[column], row);
}
