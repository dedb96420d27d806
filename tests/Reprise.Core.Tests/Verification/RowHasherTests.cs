using CsCheck;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Tests.Mapping;
using Reprise.Core.Verification;

namespace Reprise.Core.Tests.Verification;

public sealed class RowHasherTests
{
    private static readonly ColumnType Text = new(ValueKind.Text);
    private static readonly ColumnType Int64 = new(ValueKind.Int64);

    [Fact]
    public void Equal_numbers_hash_equal_in_every_representation()
    {
        var five = Digest(new Cells("a", new ColumnType(ValueKind.Int32), 5));

        Assert.Equal(five, Digest(new Cells("b", Int64, 5L)));
        Assert.Equal(five, Digest(new Cells("b", new ColumnType(ValueKind.UInt64), 5UL)));
        Assert.Equal(five, Digest(new Cells("b", new ColumnType(ValueKind.Decimal, Precision: 10, Scale: 2), 5m)));
        Assert.Equal(five, Digest(new Cells("b", new ColumnType(ValueKind.Decimal, Precision: 30, Scale: 4), "5.0000")));
        Assert.NotEqual(five, Digest(new Cells("b", Int64, 50L)));
        Assert.NotEqual(five, Digest(new Cells("b", Text, "5")));
    }

    [Fact]
    public void Large_numbers_hash_by_value_too()
    {
        Assert.Equal(
            Digest(new Cells("a", new ColumnType(ValueKind.UInt64), ulong.MaxValue)),
            Digest(new Cells("a", new ColumnType(ValueKind.Decimal, Precision: 20), "18446744073709551615")));
        Assert.Equal(
            Digest(new Cells("a", Int64, long.MinValue)),
            Digest(new Cells("a", new ColumnType(ValueKind.Decimal, Precision: 22, Scale: 2), "-9223372036854775808.00")));
    }

    [Fact]
    public void A_decimal_hashes_equal_as_word_and_as_text() =>
        Gen.Select(Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999], Gen.Int[0, 18]).Sample((unscaled, scale) =>
        {
            var digits = Math.Abs(unscaled).ToString().PadLeft(scale + 1, '0');
            var text = (unscaled < 0 ? "-" : string.Empty) + (scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}");
            Assert.Equal(
                Digest(new Cells("a", new ColumnType(ValueKind.Decimal, Precision: 18, Scale: scale), unscaled)),
                Digest(new Cells("a", new ColumnType(ValueKind.Decimal, Precision: 40, Scale: scale), text)));
        });

    [Fact]
    public void Floats_hash_by_number_with_one_zero_and_one_nan()
    {
        Assert.Equal(Digest(new Cells("a", new ColumnType(ValueKind.Float32), 0.5f)), Digest(new Cells("a", new ColumnType(ValueKind.Float64), 0.5d)));
        Assert.Equal(Digest(new Cells("a", new ColumnType(ValueKind.Float64), 0d)), Digest(new Cells("a", new ColumnType(ValueKind.Float64), -0d)));
        Assert.Equal(
            Digest(new Cells("a", new ColumnType(ValueKind.Float64), double.NaN)),
            Digest(new Cells("a", new ColumnType(ValueKind.Float64), BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) | 1))));
    }

    [Fact]
    public void Null_is_neither_the_empty_text_nor_zero()
    {
        Assert.NotEqual(Digest(new Cells("a", Text, [null])), Digest(new Cells("a", Text, string.Empty)));
        Assert.NotEqual(Digest(new Cells("a", Int64, [null])), Digest(new Cells("a", Int64, 0L)));
    }

    [Fact]
    public void Values_do_not_flow_from_one_column_into_the_next() =>
        Assert.NotEqual(Digest(new Cells("a", Text, "ab"), new Cells("b", Text, "c")), Digest(new Cells("a", Text, "a"), new Cells("b", Text, "bc")));

    [Fact]
    public void Neither_order_nor_cut_of_the_rows_counts_but_their_number_does() =>
        Gen.String[0, 5].Array[1, 30].Sample(values =>
        {
            var whole = Hash([values]);
            var cut = Hash([[.. values.Reverse().Take(values.Length / 2)], [.. values.Reverse().Skip(values.Length / 2)]]);

            Assert.Equal((whole.Digest, whole.Rows), (cut.Digest, cut.Rows));
            Assert.NotEqual(whole.Digest, Hash([[.. values, values[0]]]).Digest);
        });

    [Fact]
    public void One_changed_cell_changes_the_digest() =>
        Gen.Select(Gen.Long.Array[1, 20], Gen.Int[0, 19]).Sample((values, at) =>
        {
            var before = Digest(new Cells("a", Int64, [.. values.Cast<object>()]));
            values[at % values.Length]++;
            Assert.NotEqual(before, Digest(new Cells("a", Int64, [.. values.Cast<object>()])));
        });

    [Fact]
    public void Rows_held_back_are_not_part_of_what_is_expected()
    {
        var column = Bench.Column("varchar(9)");
        var (plan, table) = Bench.Plan(
            Bench.Table("t", [column]),
            [new BatchColumn("value", Text)],
            Bench.Target(Bench.To("value", new PgType(PgKind.Text), nullable: false)),
            [new SourceColumnRule("value", "value", BlankAsNull: false, Otherwise: null, 1)],
            definition: new TableDefinition("t", string.Empty, [], [], [], [], []));
        using var batch = new TableMapper(plan, table).Map(Batches.Of(new Cells("value", Text, "a", null, "b")), 1, 0);
        var hasher = new RowHasher();

        hasher.Add(batch);

        Assert.Equal(2, hasher.Rows);
        Assert.Equal(Hash([["b", "a"]]).Digest, hasher.Digest);
    }

    private static UInt128 Digest(params Cells[] cells)
    {
        var hasher = new RowHasher();
        hasher.Add(Batches.Of(cells));
        return hasher.Digest;
    }

    private static RowHasher Hash(string[][] batches)
    {
        var hasher = new RowHasher();
        foreach (var values in batches)
        {
            hasher.Add(Batches.Of(new Cells("a", Text, [.. values])));
        }

        return hasher;
    }
}
