using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;

namespace Reprise.Core.Tests.Plans;

public sealed class ConstantFormTests
{
    [Theory]
    [InlineData(PgKind.Boolean, "true")]
    [InlineData(PgKind.Boolean, "F")]
    [InlineData(PgKind.Int2, "-32768")]
    [InlineData(PgKind.Int4, "2147483647")]
    [InlineData(PgKind.Int8, "-9223372036854775808")]
    [InlineData(PgKind.Numeric, "12345678901234567890.5")]
    [InlineData(PgKind.Numeric, "-.5")]
    [InlineData(PgKind.Numeric, "1.")]
    [InlineData(PgKind.Float8, "1.5e-3")]
    [InlineData(PgKind.Text, "")]
    [InlineData(PgKind.Bytea, "\\xDEADbeef")]
    [InlineData(PgKind.Date, "2000-02-29")]
    [InlineData(PgKind.Time, "23:59:59")]
    [InlineData(PgKind.Timestamp, "2000-01-01")]
    [InlineData(PgKind.Timestamp, "2000-01-01 00:00:00")]
    [InlineData(PgKind.Timestamp, "2000-01-01T00:00:00")]
    [InlineData(PgKind.TimestampTz, "2000-01-01 00:00:00")]
    [InlineData(PgKind.TimestampTz, "2000-01-01 00:00:00+02:00")]
    [InlineData(PgKind.TimestampTz, "2000-01-01T00:00:00Z")]
    [InlineData(PgKind.Jsonb, "{\"a\": [1, null]}")]
    [InlineData(PgKind.Uuid, "6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
    [InlineData(PgKind.Inet, "192.168.0.0/16")]
    [InlineData(PgKind.Inet, "2001:db8::1")]
    [InlineData(PgKind.TextArray, "{a,b}")]
    [InlineData(PgKind.Interval, "838:59:59")]
    [InlineData(PgKind.Other, "anything")]
    public void Values_of_the_type_fit(PgKind kind, string text) => Assert.True(ConstantForm.Fits(text, new PgType(kind)));

    [Theory]
    [InlineData(PgKind.Boolean, "2")]
    [InlineData(PgKind.Int2, "32768")]
    [InlineData(PgKind.Int4, "1.5")]
    [InlineData(PgKind.Int8, "")]
    [InlineData(PgKind.Numeric, ".")]
    [InlineData(PgKind.Numeric, "1,5")]
    [InlineData(PgKind.Numeric, "")]
    [InlineData(PgKind.Float4, "x")]
    [InlineData(PgKind.Text, "a\0b")]
    [InlineData(PgKind.Bytea, "\\xABC")]
    [InlineData(PgKind.Date, "2001-02-29")]
    [InlineData(PgKind.Date, "today")]
    [InlineData(PgKind.Time, "24:01")]
    [InlineData(PgKind.Timestamp, "01/01/2000")]
    [InlineData(PgKind.Timestamp, "0000-00-00 00:00:00")]
    [InlineData(PgKind.Timestamp, "2000-01-01 00:00:00+02:00")]
    [InlineData(PgKind.Json, "{a}")]
    [InlineData(PgKind.Uuid, "6ba7b810")]
    [InlineData(PgKind.Inet, "1")]
    [InlineData(PgKind.Inet, "10.0.0.0/33")]
    [InlineData(PgKind.Bit, "012")]
    [InlineData(PgKind.TextArray, "a,b")]
    [InlineData(PgKind.Interval, " ")]
    public void Anything_else_does_not(PgKind kind, string text) => Assert.False(ConstantForm.Fits(text, new PgType(kind)));

    [Theory]
    [InlineData(0, "2000-01-01 00:00:00.5", false)]
    [InlineData(3, "2000-01-01 00:00:00.5", true)]
    [InlineData(3, "2000-01-01 00:00:00.1234", false)]
    [InlineData(6, "2000-01-01 00:00:00.123456", true)]
    public void Fractions_of_a_second_fit_without_rounding(int precision, string text, bool fits) =>
        Assert.Equal(fits, ConstantForm.Fits(text, new PgType(PgKind.Timestamp, Precision: precision)));

    [Fact]
    public void Bits_have_the_declared_width()
    {
        Assert.True(ConstantForm.Fits("0101", new PgType(PgKind.Bit, Length: 4)));
        Assert.False(ConstantForm.Fits("01012", new PgType(PgKind.Bit, Length: 5)));
    }

    [Fact]
    public void A_fallback_stands_among_the_values_that_the_source_column_gives()
    {
        var rule = new SourceColumnRule("amount", "price", false, null, 1);
        var price = new SourceColumn { Name = "price", DataType = "decimal", DeclaredType = "decimal(10,2)", Precision = 10, Scale = 2 };

        Assert.True(ConstantForm.FitsAmong("0.25", rule, price, new PgType(PgKind.Numeric)));
        Assert.False(ConstantForm.FitsAmong("0.255", rule, price, new PgType(PgKind.Numeric)));
    }

    [Fact]
    public void Lengths_count_code_points()
    {
        Assert.True(ConstantForm.Fits("😀😀", new PgType(PgKind.Varchar, Length: 2)));
        Assert.False(ConstantForm.Fits("abc", new PgType(PgKind.Varchar, Length: 2)));
    }

    [Theory]
    [InlineData("999.99", true)]
    [InlineData("0000999.9900", true)]
    [InlineData("1000", false)]
    [InlineData("1.234", false)]
    public void Digits_fit_precision_and_scale(string text, bool fits) => Assert.Equal(fits, ConstantForm.Fits(text, new PgType(PgKind.Numeric, Precision: 5, Scale: 2)));

    [Fact]
    public void An_enum_takes_its_labels_only()
    {
        var type = new PgType(PgKind.Enum, Name: "mood", Labels: ["happy", "sad"]);

        Assert.True(ConstantForm.Fits("sad", type));
        Assert.False(ConstantForm.Fits("Sad", type));
        Assert.Equal("Write one of 'happy', 'sad'.", ConstantForm.Advice(type));
    }

    [Fact]
    public void Every_type_is_decided_and_advised() =>
        Assert.All(Enum.GetValues<PgKind>(), kind =>
        {
            _ = ConstantForm.Fits("x", new PgType(kind));
            Assert.NotEmpty(ConstantForm.Advice(new PgType(kind)));
        });
}
