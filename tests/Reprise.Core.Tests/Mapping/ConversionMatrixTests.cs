using System.Text;
using CsCheck;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Plans;

namespace Reprise.Core.Tests.Mapping;

/// <summary>Every pair of types that has a conversion, with whatever values the source type can hold.</summary>
public sealed class ConversionMatrixTests
{
    private static readonly ColumnType[] Sources =
    [
        new(ValueKind.Boolean), new(ValueKind.Int16), new(ValueKind.Int32), new(ValueKind.Int64), new(ValueKind.UInt64),
        new(ValueKind.Decimal, Precision: 10, Scale: 2), new(ValueKind.Decimal, Precision: 18, Scale: 18), new(ValueKind.Decimal, Precision: 30, Scale: 10),
        new(ValueKind.Float32), new(ValueKind.Float64), new(ValueKind.Text, Length: 20), new(ValueKind.Text), new(ValueKind.Binary), new(ValueKind.Date),
        new(ValueKind.DateTime, Precision: 6), new(ValueKind.Timestamp), new(ValueKind.Time, Precision: 6), new(ValueKind.Json), new(ValueKind.Uuid),
        new(ValueKind.Bits, Length: 12), new(ValueKind.TextSet),
    ];

    private static readonly PgType[] Targets =
    [
        new(PgKind.Boolean), new(PgKind.Int2), new(PgKind.Int4), new(PgKind.Int8), new(PgKind.Numeric), new(PgKind.Numeric, Precision: 8, Scale: 2),
        new(PgKind.Numeric, Precision: 18, Scale: 0), new(PgKind.Numeric, Precision: 40, Scale: 20), new(PgKind.Float4), new(PgKind.Float8), new(PgKind.Text),
        new(PgKind.Varchar, Length: 5), new(PgKind.Char, Length: 3), new(PgKind.Bytea), new(PgKind.Date), new(PgKind.Time), new(PgKind.Timestamp),
        new(PgKind.TimestampTz, Precision: 3), new(PgKind.Interval), new(PgKind.Json), new(PgKind.Jsonb), new(PgKind.Uuid), new(PgKind.Inet),
        new(PgKind.Bit, Length: 12), new(PgKind.Bit, Length: 3), new(PgKind.TextArray), new(PgKind.Enum, Labels: ["a", "b"]), new(PgKind.Other, Name: "tsvector"),
    ];

    /// <summary>Pairs of source and target that have a conversion.</summary>
    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            for (var source = 0; source < Sources.Length; source++)
            {
                for (var target = 0; target < Targets.Length; target++)
                {
                    if (Conversions.CanConvert(Sources[source], Targets[target]))
                    {
                        pairs.Add(source, target);
                    }
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_conversion_keeps_every_row_and_gives_the_declared_form(int source, int target)
    {
        var (type, to) = (Sources[source], Targets[target]);
        Gen.Select(Values(type).Null(0.2).Array[0, 40], Gen.Bool).Sample(
            (values, nullable) => AssertRowsKept(type, to, values, nullable),
            iter: 60);
    }

    [Fact]
    public void A_type_that_Reprise_does_not_know_takes_nothing() =>
        Assert.All(Sources, source => Assert.False(Conversions.CanConvert(source, new PgType(PgKind.Other, Name: "tsvector"))));

    [Theory]
    [InlineData(ValueKind.Int32, PgKind.Uuid)]
    [InlineData(ValueKind.Int64, PgKind.Timestamp)]
    [InlineData(ValueKind.Date, PgKind.Int4)]
    [InlineData(ValueKind.Binary, PgKind.Int4)]
    [InlineData(ValueKind.Text, PgKind.TextArray)]
    [InlineData(ValueKind.Time, PgKind.Timestamp)]
    public void What_has_no_form_is_known_before_any_row_is_read(ValueKind source, PgKind target) =>
        Assert.False(Conversions.CanConvert(new ColumnType(source), new PgType(target)));

    private static void AssertRowsKept(ColumnType type, PgType to, object?[] values, bool nullable)
    {
        var column = Bench.Column("text");
        var read = new BatchColumn(column.Name, type);
        var (plan, table) = Bench.Plan(
            Bench.Table("t", [column]),
            [read],
            Bench.Target(Bench.To("target", to, nullable)),
            [new SourceColumnRule("target", column.Name, BlankAsNull: false, Otherwise: null, 1)]);
        var mapper = new TableMapper(plan, table);
        using var batch = mapper.Map(Batches.Of(new Cells(column.Name, type, values)), 1, 0);

        var rows = batch.Rows.Columns[1];
        var output = mapper.OutputColumns[1].Type;
        Assert.Equal(values.Length, rows.Count);
        Assert.Equal(output.IsFixed, rows.Type.IsFixed);
        Assert.Equal(batch.Quarantined.Count, Enumerable.Range(0, values.Length).Count(batch.IsExcluded));
        for (var row = 0; row < values.Length; row++)
        {
            // A null came from a null, or is counted; a row with a null where none is allowed is held back.
            Assert.True(!rows.IsNull(row) || values[row] is null || batch.IsExcluded(row) || batch.Coercions.Count > 0);
            Assert.True(nullable || batch.IsExcluded(row) || !rows.IsNull(row));
            Assert.True(batch.IsExcluded(row) || rows.IsNull(row) || Fits(rows, row, to));
        }
    }

    private static bool Fits(Column column, int row, PgType to) => (to.Kind, column) switch
    {
        (PgKind.Boolean, FixedColumn words) => words.Values[row] is 0 or 1,
        (PgKind.Int2, FixedColumn words) => words.Values[row] is >= short.MinValue and <= short.MaxValue,
        (PgKind.Int4, FixedColumn words) => words.Values[row] is >= int.MinValue and <= int.MaxValue,
        (PgKind.Varchar or PgKind.Char, VariableColumn bytes) => Encoding.UTF8.GetString(bytes[row]).EnumerateRunes().Count() <= to.Length && !bytes[row].Contains((byte)0),
        (PgKind.Text or PgKind.Inet or PgKind.TextArray, VariableColumn bytes) => !bytes[row].Contains((byte)0),
        (PgKind.Uuid, VariableColumn bytes) => bytes[row].Length == 16,
        (PgKind.Time, FixedColumn words) => words.Values[row] is >= 0 and <= 86_400_000_000,
        (PgKind.Numeric, FixedColumn words) => to.Precision == 0 || Math.Abs(words.Values[row]) < (long)Math.Pow(10, to.Precision),
        (PgKind.Numeric, VariableColumn bytes) => IsCanonical(Encoding.ASCII.GetString(bytes[row]), column.Type),
        (PgKind.Bit, FixedColumn words) => (ulong)words.Values[row] < 1UL << to.Length,
        _ => true,
    };

    private static bool IsCanonical(string number, ColumnType type)
    {
        var parts = number.TrimStart('-').Split('.');
        return parts[0].Length > 0
            && parts.Length == (type.Scale > 0 ? 2 : 1)
            && (parts.Length == 1 || parts[1].Length == type.Scale)
            && parts[0].TrimStart('0').Length <= type.Precision - type.Scale
            && (parts[0].Length == 1 || parts[0][0] != '0');
    }

    private static Gen<object> Values(ColumnType type) => type.Kind switch
    {
        ValueKind.Boolean => Gen.Bool.Select(value => (object)value),
        ValueKind.Int16 => Gen.Short.Select(value => (object)(int)value),
        ValueKind.Int32 => Gen.Int.Select(value => (object)value),
        ValueKind.Int64 => Gen.OneOf(Gen.Long, Gen.Long[-3, 3]).Select(value => (object)value),
        ValueKind.UInt64 => Gen.OneOf(Gen.ULong, Gen.ULong[0, 3]).Select(value => (object)value),
        ValueKind.Bits => Gen.Int[0, 4095].Select(value => (object)value),
        ValueKind.Decimal when type.IsFixed => Gen.OneOf(Gen.Long[-Limit(type), Limit(type)], Gen.Long[-200, 200]).Select(value => (object)value),
        ValueKind.Decimal => Gen.Select(Gen.Long, Gen.Long[0, 9_999_999_999], (whole, fraction) => (object)$"{whole}.{fraction:D10}"),
        ValueKind.Float32 => Gen.OneOf(Gen.Float.Where(float.IsFinite), Gen.Int[-9999, 9999].Select(cents => cents / 100f)).Select(value => (object)value),
        ValueKind.Float64 => Gen.OneOf(Gen.Double.Where(double.IsFinite), Gen.Int[-9999, 9999].Select(cents => cents / 100d)).Select(value => (object)value),
        ValueKind.Date => Gen.Int[-719_162, 2_932_896].Select(value => (object)value),
        ValueKind.DateTime or ValueKind.Timestamp => Gen.Long[-62_135_596_800_000_000, 253_402_300_799_999_999].Select(value => (object)value),
        ValueKind.Time => Gen.Long[-3_020_399_000_000, 3_020_399_999_999].Select(value => (object)value),
        ValueKind.Uuid => Gen.Guid.Select(value => (object)value),
        ValueKind.Binary => Gen.Byte.Array[0, 20].Select(value => (object)value),
        ValueKind.Json => OneOf("{}", "[1,2]", "null", """{"a":"\u0000"}""", """{"é":1.5e10}"""),
        _ => Gen.OneOf(
            Gen.String[0, 8].Select(WellFormed),
            OneOf("a", "b", "", "1", "0", "12.5", "2024-02-29", "2024-02-29 10:00:00.5", "25:00:00", "10.0.0.1", "2ed6657d-e927-568b-95e1-2665a8aea6a2", "a\0b", "{}", "oui", "-1e300")),
    };

    private static Gen<object> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => (object)texts[index]);

    private static object WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static long Limit(ColumnType type) => (long)Math.Pow(10, type.Precision) - 1;
}
