using System.Globalization;
using System.Text;
using CsCheck;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Text;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

/// <summary>Arithmetic and spelling of our own against the runtime's.</summary>
public sealed class ExactnessTests
{
    [Fact]
    public void Decimals_are_rounded_half_away_from_zero_as_words_and_as_text() =>
        Gen.Select(Gen.Long[-99_999_999_999_999, 99_999_999_999_999], Gen.Int[0, 8], Gen.Int[0, 8]).Sample((unscaled, from, to) =>
        {
            var number = new decimal(Math.Abs(unscaled) & uint.MaxValue) / (decimal)Math.Pow(10, from) * Math.Sign(unscaled);
            var expected = Math.Round(number, to, MidpointRounding.AwayFromZero).ToString($"F{to}", CultureInfo.InvariantCulture);
            var word = (long)(number * (decimal)Math.Pow(10, from));
            expected = expected.TrimStart('-').All(letter => letter is '0' or '.') ? expected.TrimStart('-') : expected;

            foreach (var precision in new[] { 18, 40 })
            {
                var target = new PgType(PgKind.Numeric, Precision: precision, Scale: to);
                var asWord = Map(Column("decimal(18,0)"), target, [word], type: new ColumnType(ValueKind.Decimal, Precision: 18, Scale: from));
                var text = number.ToString($"F{from}", CultureInfo.InvariantCulture);
                var asText = Map(Column("decimal(30,0)"), target, [text], type: new ColumnType(ValueKind.Decimal, Precision: 30, Scale: from));
                Assert.Equal([expected], asWord.Texts);
                Assert.Equal([expected], asText.Texts);
                Assert.Equal(asWord.Coercions, asText.Coercions);
                Assert.Equal(asWord.Coercions.Length == 0, decimal.Parse(expected, CultureInfo.InvariantCulture) == number);
            }
        });

    [Fact]
    public void A_float_that_was_typed_as_cents_comes_back_as_those_cents()
    {
        Gen.Long[-99_999_999_999, 99_999_999_999].Sample(cents =>
        {
            var expected = (cents / 100m).ToString("F2", CultureInfo.InvariantCulture);
            var number = double.Parse(expected, CultureInfo.InvariantCulture);
            Assert.Equal([expected], Map(Column("double"), new PgType(PgKind.Numeric, Precision: 15, Scale: 2), [number]).Texts);
        });
        Gen.Int[-999_999, 999_999].Sample(cents =>
        {
            var expected = (cents / 100m).ToString("F2", CultureInfo.InvariantCulture);
            var mapped = Map(Column("float"), new PgType(PgKind.Numeric, Precision: 15, Scale: 2), [float.Parse(expected, CultureInfo.InvariantCulture)]);
            Assert.Equal([expected], mapped.Texts);
            Assert.Empty(mapped.Coercions);
        });
    }

    [Fact]
    public void A_float_without_exponent_reads_back_as_itself() =>
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Bool).Sample((number, isSingle) =>
        {
            number = isSingle ? (float)number : number;
            if (!double.IsFinite(number))
            {
                return;
            }

            var room = new byte[FloatText.MaxPlainLength];
            var text = Encoding.ASCII.GetString(room, 0, FloatText.WritePlain(number, isSingle, room));
            Assert.DoesNotContain("E", text, StringComparison.Ordinal);
            Assert.Equal(number, isSingle ? float.Parse(text, CultureInfo.InvariantCulture) : double.Parse(text, CultureInfo.InvariantCulture));
        });

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(-double.Epsilon)]
    [InlineData(1.7976931348623157E+300)]
    [InlineData(2.2250738585072014E-308)]
    public void The_longest_floats_fit_their_room(double number)
    {
        var room = new byte[FloatText.MaxPlainLength];

        Assert.Equal(number, double.Parse(room.AsSpan(0, FloatText.WritePlain(number, isSingle: false, room)), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Days_are_those_of_the_runtime_from_year_1_to_9999() =>
        Gen.Int[0, DateOnly.MaxValue.DayNumber].Sample(number =>
        {
            var date = DateOnly.FromDayNumber(number);
            var days = number - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
            Assert.Equal((date.Year, date.Month, date.Day), CivilDays.FromDays(days));
            Assert.Equal(days, CivilDays.ToDays(date.Year, date.Month, date.Day));
            Assert.True(CivilDays.Exists(date.Year, date.Month, date.Day));
        });

    [Fact]
    public void Moments_are_written_as_the_runtime_writes_them_and_read_back() =>
        Gen.Long[-62_135_596_800_000_000, 253_402_300_799_999_999].Sample(microseconds =>
        {
            var room = new byte[CellText.MaxLength];
            var written = room.AsSpan(0, CellText.Write(new ColumnType(ValueKind.DateTime, Precision: 6), microseconds, isTrimmed: false, room));
            Assert.Equal(DateTime.UnixEpoch.AddTicks(microseconds * 10).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(written));
            Assert.Equal(Verdict.Good, MomentText.Moment(written, allowsZone: false, out var read, out _));
            Assert.Equal(microseconds, read);
        });

    [Fact]
    public void Durations_are_written_and_read_back() =>
        Gen.Long[-3_020_399_999_999, 3_020_399_999_999].Sample(microseconds =>
        {
            var room = new byte[CellText.MaxLength];
            var written = room.AsSpan(0, CellText.Write(new ColumnType(ValueKind.Time, Precision: 6), microseconds, isTrimmed: true, room));
            Assert.Equal(Verdict.Good, MomentText.Duration(written, out var read));
            Assert.Equal(microseconds, read);
        });

    [Theory]
    [InlineData("2024-01-02T03:04:05+02:00", "2024-01-02 01:04:05+00")]
    [InlineData("2024-01-02 03:04:05-0530", "2024-01-02 08:34:05+00")]
    [InlineData("2024-01-02 03:04Z", "2024-01-02 03:04:00+00")]
    [InlineData("2024-01-02", "2024-01-02 00:00:00+00")]
    [InlineData("2024-01-02 03:04:05 Europe/Paris", "<not_convertible>")]
    [InlineData("2024-01-02 25:00:00", "<not_convertible>")]
    [InlineData("2024-01-02 03", "<not_convertible>")]
    public void An_instant_in_text_may_say_its_offset(string text, string expected) =>
        Assert.Equal([expected], Map(Column("varchar(40)"), new PgType(PgKind.TimestampTz), [text]).Texts);

    [Fact]
    public void Blank_is_what_the_runtime_calls_white_space() =>
        Gen.String[0, 4].Sample(text =>
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            Assert.Equal(string.IsNullOrWhiteSpace(text), new TextRules(BlankAsNull: true, BlankEnum: false).Judge(utf8) == Verdict.Blank);
        });
}
