using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Tests.Mapping;

public sealed class SourceKeyTests
{
    [Fact]
    public void Equal_values_have_the_same_key_whatever_their_type()
    {
        Assert.All(
            [
                Key(ValueKind.Int16, 5), Key(ValueKind.Int64, 5L), Key(ValueKind.UInt64, 5UL), Key(ValueKind.Text, "5"), Key(ValueKind.Float64, 5d),
                Key(new ColumnType(ValueKind.Decimal, Precision: 10, Scale: 2), 5m), Key(new ColumnType(ValueKind.Decimal, Precision: 30, Scale: 2), "5.00"),
            ],
            key => Assert.Equal("5", key));
        Assert.Equal("1", Key(ValueKind.Boolean, true));
    }

    [Theory]
    [InlineData(ValueKind.UInt64, ulong.MaxValue, "18446744073709551615")]
    [InlineData(ValueKind.Int64, long.MinValue, "-9223372036854775808")]
    [InlineData(ValueKind.Text, "a\0b", "a\u2400b")]
    [InlineData(ValueKind.Text, "Été ", "Été ")]
    [InlineData(ValueKind.Float64, -0d, "0")]
    public void A_key_is_the_text_of_its_value(ValueKind kind, object value, string key) => Assert.Equal(key, Key(kind, value));

    [Fact]
    public void Moments_are_iso_8601_without_zeros_that_say_nothing()
    {
        var moment = new DateTime(2024, 2, 29, 1, 2, 3).AddMilliseconds(500);

        Assert.Equal("2024-02-29 01:02:03.5", Key(new ColumnType(ValueKind.DateTime, Precision: 6), moment));
        Assert.Equal("2024-02-29 01:02:03.5+00", Key(new ColumnType(ValueKind.Timestamp, Precision: 6), moment));
        Assert.Equal("2024-02-29", Key(ValueKind.Date, new DateOnly(2024, 2, 29)));
        Assert.Equal("-838:59:59", Key(new ColumnType(ValueKind.Time), -new TimeSpan(838, 59, 59)));
        Assert.Equal("00ff", Key(ValueKind.Binary, new byte[] { 0, 255 }));
    }

    [Fact]
    public void Parts_are_joined_and_a_null_part_makes_no_key()
    {
        var batch = Batches.Of(new Cells("a", new ColumnType(ValueKind.Text), "01", "01"), new Cells("b", new ColumnType(ValueKind.Int32), 7, null));
        var key = new KeyText();

        Assert.True(key.TryWrite(batch.Columns, 0));
        Assert.Equal("01\u001f7", key.ToString());
        Assert.False(key.TryWrite(batch.Columns, 1));
    }

    private static string Key(ValueKind kind, object value) => Key(new ColumnType(kind), value);

    private static string Key(ColumnType type, object value)
    {
        var key = new KeyText();
        Assert.True(key.TryWrite(Batches.Of(new Cells("a", type, value)).Columns, 0));
        return key.ToString();
    }
}
