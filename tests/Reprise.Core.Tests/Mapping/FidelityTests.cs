using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Plans;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

/// <summary>The table of value edge cases, row by row: types, conversions and what is counted.</summary>
public sealed class FidelityTests
{
    private static readonly PgType Text = new(PgKind.Text);
    private static readonly PgType Boolean = new(PgKind.Boolean);
    private static readonly PgType Timestamp0 = new(PgKind.Timestamp);
    private static readonly PgType Date = new(PgKind.Date);

    [Fact]
    public void Tinyint1_of_only_0_and_1_is_a_boolean_and_handed_on()
    {
        var mapped = Map(Column("tinyint(1)"), Boolean, [0, 1, null], profile: new ColumnProfile("t", "value", 0, 1, 0));

        Assert.Equal(["0", "1", null], mapped.Texts);
        Assert.True(mapped.IsHandedOn);
    }

    [Fact]
    public void Tinyint1_with_other_values_holds_back_the_rows_that_are_neither_0_nor_1()
    {
        var mapped = Map(Column("tinyint(1)"), Boolean, [0, 1, 2, -2, null], profile: new ColumnProfile("t", "value", -2, 2, 0));

        Assert.Equal(["0", "1", "<not_convertible>", "<not_convertible>", null], mapped.Texts);
    }

    [Fact]
    public void A_value_that_is_neither_0_nor_1_takes_the_plans_replacement_where_there_is_one() =>
        Assert.Equal(["otherwise 1"], Map(Column("tinyint(1)"), Boolean, [2, 1], otherwise: "true", nullable: false).Coercions);

    [Fact]
    public void Int_unsigned_beyond_int_keeps_its_value_in_bigint_and_is_refused_by_int()
    {
        Assert.Equal(["4294967295"], Map(Column("int unsigned"), new PgType(PgKind.Int8), [4294967295L]).Texts);
        Assert.Equal(["<out_of_range>", "7"], Map(Column("int unsigned"), new PgType(PgKind.Int4), [4294967295L, 7L]).Texts);
    }

    [Fact]
    public void Bigint_unsigned_beyond_int64_is_exact_in_numeric_20()
    {
        var mapped = Map(Column("bigint unsigned"), new PgType(PgKind.Numeric, Precision: 20), [ulong.MaxValue, 0UL, null]);

        Assert.Equal(["18446744073709551615", "0", null], mapped.Texts);
        Assert.Equal(ValueKind.Decimal, mapped.Output.Kind);
    }

    [Fact]
    public void Bigint_unsigned_beyond_int64_is_refused_by_bigint() =>
        Assert.Equal(["<out_of_range>", "9223372036854775807"], Map(Column("bigint unsigned"), new PgType(PgKind.Int8), [ulong.MaxValue, (ulong)long.MaxValue]).Texts);

    [Fact]
    public void Zerofill_is_a_number_in_a_number_and_keeps_its_zeros_in_text()
    {
        Assert.Equal(["42"], Map(Column("int(5) unsigned zerofill"), new PgType(PgKind.Int8), [42L]).Texts);
        Assert.Equal(["00042", "123456"], Map(Column("int(5) unsigned zerofill"), Text, [42L, 123456L]).Texts);
    }

    [Fact]
    public void Decimal_of_65_digits_is_exact()
    {
        var number = $"{new string('9', 35)}.{new string('1', 30)}";

        var mapped = Map(Column("decimal(65,30)"), new PgType(PgKind.Numeric, Precision: 65, Scale: 30), [number, $"-{number}"]);

        Assert.Equal([number, $"-{number}"], mapped.Texts);
        Assert.True(mapped.IsHandedOn);
    }

    [Fact]
    public void Float_as_money_becomes_the_cents_that_were_typed_in_and_is_counted_only_when_rounding_moved_it()
    {
        var mapped = Map(Column("float"), new PgType(PgKind.Numeric, Precision: 12, Scale: 2), [12.1f, 0.1f, 19.999f, 1234567.9f]);

        Assert.Equal(["12.10", "0.10", "20.00", "1234567.90"], mapped.Texts);
        Assert.Equal(["truncated 1"], mapped.Coercions);
    }

    [Fact]
    public void Bit1_is_a_boolean_and_wider_bits_stay_bits_or_become_bigint()
    {
        Assert.Equal(["1", "0"], Map(Column("bit(1)"), Boolean, [1, 0]).Texts);
        Assert.Equal(["5"], Map(Column("bit(4)"), new PgType(PgKind.Bit, Length: 4), [5]).Texts);
        Assert.Equal(["255"], Map(Column("bit(8)"), new PgType(PgKind.Int8), [255]).Texts);
        Assert.Equal(["<out_of_range>"], Map(Column("bit(8)"), new PgType(PgKind.Bit, Length: 4), [255]).Texts);
        Assert.Equal(["<out_of_range>"], Map(Column("bit(64)"), new PgType(PgKind.Int8), [ulong.MaxValue]).Texts);
    }

    [Fact]
    public void Year_0_is_null_and_counted_or_held_back_where_null_is_refused()
    {
        var mapped = Map(Column("year"), new PgType(PgKind.Int2), [2024, 0, null]);

        Assert.Equal(["2024", null, null], mapped.Texts);
        Assert.Equal(["zero_date 1"], mapped.Coercions);
        Assert.Equal(["<zero_date>", "1999"], Map(Column("year"), new PgType(PgKind.Int2), [0, 1999], nullable: false).Texts);
    }

    [Fact]
    public void Zero_date_in_a_nullable_column_becomes_null_and_enters_the_ledger()
    {
        var mapped = Map(Column("date"), Date, [new DateOnly(2024, 2, 29), new Unfit(UnfitReason.ZeroDate, "0000-00-00"), null]);

        Assert.Equal(["2024-02-29", null, null], mapped.Texts);
        Assert.Equal(["zero_date 1"], mapped.Coercions);
        Assert.Equal(["9999-99-99 → NULL"], mapped.Samples);
        Assert.True(mapped.IsHandedOn);
    }

    [Fact]
    public void Zero_date_where_null_is_refused_holds_the_row_back_and_no_other()
    {
        var mapped = Map(Column("datetime"), Timestamp0, [new Unfit(UnfitReason.ZeroDate, "0000-00-00 00:00:00"), new DateTime(2024, 1, 2), null], nullable: false);

        Assert.Equal(["<zero_date>", "2024-01-02 00:00:00", "<not_null>"], mapped.Texts);
        Assert.Empty(mapped.Coercions);
    }

    [Fact]
    public void Zero_date_with_a_replacement_takes_it_and_is_counted()
    {
        var mapped = Map(Column("datetime"), Timestamp0, [new Unfit(UnfitReason.ZeroDate, "0000-00-00 00:00:00"), null], nullable: false, otherwise: "2000-01-01 00:00:00");

        Assert.Equal(["2000-01-01 00:00:00", "2000-01-01 00:00:00"], mapped.Texts);
        Assert.Equal(["otherwise 2"], mapped.Coercions);
        Assert.Equal(["9999-99-99 99:99:99 → 9999-99-99 99:99:99", "NULL → 9999-99-99 99:99:99"], mapped.Samples);
    }

    [Fact]
    public void Partial_date_is_counted_as_such()
    {
        Assert.Equal(["partial_date 1"], Map(Column("date"), Date, [new Unfit(UnfitReason.PartialDate, "2024-05-00")]).Coercions);
        Assert.Equal(["<partial_date>"], Map(Column("date"), Date, [new Unfit(UnfitReason.PartialDate, "2024-05-00")], nullable: false).Texts);
    }

    [Fact]
    public void Year_9_is_kept_and_a_date_of_year_0_is_null_and_counted()
    {
        var mapped = Map(Column("date"), Date, [new DateOnly(9, 12, 4), new Unfit(UnfitReason.OutOfRange, "0000-05-01")]);

        Assert.Equal(["0009-12-04", null], mapped.Texts);
        Assert.Equal(["out_of_range 1"], mapped.Coercions);
    }

    [Fact]
    public void Datetime_with_microseconds_is_cut_not_rounded_into_the_next_year()
    {
        var mapped = Map(Column("datetime(6)"), Timestamp0, [new DateTime(2024, 12, 31, 23, 59, 59).AddMilliseconds(700), new DateTime(1960, 1, 1).AddMilliseconds(700), new DateTime(2024, 1, 1)]);

        Assert.Equal(["2024-12-31 23:59:59", "1960-01-01 00:00:00", "2024-01-01 00:00:00"], mapped.Texts);
        Assert.Equal(["truncated 2"], mapped.Coercions);
    }

    [Fact]
    public void Timestamp_is_an_instant_and_without_zone_its_utc_time()
    {
        var instant = new DateTime(2024, 3, 31, 1, 30, 0);

        Assert.Equal(["2024-03-31 01:30:00+00"], Map(Column("timestamp"), new PgType(PgKind.TimestampTz), [instant]).Texts);
        Assert.Equal(["2024-03-31 01:30:00"], Map(Column("timestamp"), Timestamp0, [instant]).Texts);
    }

    [Fact]
    public void Datetime_with_a_time_is_cut_to_its_day_and_counted() =>
        Assert.Equal(["truncated 1"], Map(Column("datetime"), Date, [new DateTime(2024, 1, 2, 3, 4, 5), new DateTime(2024, 1, 2)]).Coercions);

    [Fact]
    public void Time_beyond_a_day_or_below_zero_is_an_interval_and_no_time_of_day()
    {
        object[] values = [new TimeSpan(838, 59, 59), new TimeSpan(-1, -30, 0), new TimeSpan(23, 59, 59)];

        Assert.Equal(["838:59:59.000000", "-01:30:00.000000", "23:59:59.000000"], Map(Column("time"), new PgType(PgKind.Interval), values, type: new ColumnType(ValueKind.Time, Precision: 6)).Texts);
        Assert.Equal(["<not_convertible>", "<not_convertible>", "23:59:59"], Map(Column("time"), new PgType(PgKind.Time), values).Texts);
        Assert.Equal(["3020399", "-5400", "86399"], Map(Column("time"), new PgType(PgKind.Int4), values).Texts);
    }

    [Fact]
    public void Blank_enum_is_null_and_counted_or_held_back_unless_blank_is_a_label()
    {
        var column = Column("enum('a','b')", labels: ["a", "b"]);

        Assert.Equal(["blank_enum 1"], Map(column, Text, ["a", string.Empty]).Coercions);
        Assert.Equal(["a", "<blank_enum>"], Map(column, Text, ["a", string.Empty], nullable: false).Texts);
        Assert.Equal(["a", string.Empty], Map(Column("enum('','a')", labels: ["", "a"]), Text, ["a", string.Empty], nullable: false).Texts);
    }

    [Fact]
    public void Enum_as_boolean_reads_0_and_1_and_replaces_blank()
    {
        var column = Column("enum('0','1')", labels: ["0", "1"]);

        Assert.Equal(["0", "1", "0"], Map(column, Boolean, ["0", "1", string.Empty], nullable: false, otherwise: "false").Texts);
        Assert.Equal(["<blank_enum>"], Map(column, Boolean, [string.Empty], nullable: false).Texts);
    }

    [Fact]
    public void Enum_becomes_the_targets_enum_by_label()
    {
        var target = new PgType(PgKind.Enum, Labels: ["actif", "parti"]);

        Assert.Equal(["actif", "<unknown_label>", null], Map(Column("varchar(9)"), target, ["actif", "Actif", null]).Texts);
    }

    [Fact]
    public void Set_is_an_array_and_the_empty_set_is_no_null()
    {
        var mapped = Map(Column("set('a','b')", labels: ["a", "b"]), new PgType(PgKind.TextArray), ["a,b", string.Empty, null]);

        Assert.Equal(["a,b", string.Empty, null], mapped.Texts);
        Assert.Equal(ValueKind.TextSet, mapped.Output.Kind);
        Assert.True(mapped.IsHandedOn);
    }

    [Fact]
    public void Json_keeps_its_text_in_json_and_jsonb_refuses_what_it_cannot_hold()
    {
        string?[] values = ["""{"b":1, "b":2}""", "null", """["\u0000"]""", """["\\u0000"]""", """["\ud83c\udfba"]""", """["\ud83c"]""", """["\udfba"]""", """["\ud83cx"]""", "[1e999999]"];

        Assert.Equal(values, Map(Column("json"), new PgType(PgKind.Json), values).Texts);
        Assert.Equal(
            ["""{"b":1, "b":2}""", "null", "<not_convertible>", """["\\u0000"]""", """["\ud83c\udfba"]""", "<not_convertible>", "<not_convertible>", "<not_convertible>", "<not_convertible>"],
            Map(Column("json"), new PgType(PgKind.Jsonb), values).Texts);
    }

    [Fact]
    public void Text_that_is_no_json_holds_its_row_back() =>
        Assert.Equal(["{}", "<not_convertible>", "<not_convertible>"], Map(Column("longtext"), new PgType(PgKind.Json), ["{}", "{'a':1}", string.Empty]).Texts);

    [Fact]
    public void Char36_is_a_uuid_only_where_it_is_one()
    {
        var mapped = Map(Column("char(36)"), new PgType(PgKind.Uuid), ["2ed6657d-e927-568b-95e1-2665a8aea6a2", " 2ED6657DE927568B95E12665A8AEA6A2 ", "n/a", "2ed6657d-e927-568b-95e1-2665a8aea6ag"]);

        Assert.Equal(["2ed6657de927568b95e12665a8aea6a2", "2ed6657de927568b95e12665a8aea6a2", "<not_convertible>", "<not_convertible>"], mapped.Texts);
    }

    [Fact]
    public void Binary16_is_a_uuid_in_stored_order_and_other_lengths_are_refused()
    {
        var id = Guid.Parse("2ed6657d-e927-568b-95e1-2665a8aea6a2");

        Assert.Equal(["2ed6657de927568b95e12665a8aea6a2", "<not_convertible>"], Map(Column("varbinary(16)"), new PgType(PgKind.Uuid), [id.ToByteArray(bigEndian: true), new byte[4]]).Texts);
    }

    [Fact]
    public void Swapped_bytes_are_the_UUID_whose_time_was_turned_around()
    {
        var mapped = Map(Column("binary(16)"), new PgType(PgKind.Uuid), [Convert.FromHexString("12D3E89B123E4567A456426614174000"), new byte[15], null], uuidOrder: UuidOrder.Swapped);

        Assert.Equal(["123e4567e89b12d3a456426614174000", "<not_convertible>", null], mapped.Texts);
    }

    [Fact]
    public void Varbinary16_is_a_network_address()
    {
        byte[] six = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

        Assert.Equal(["192.168.0.1", "2001:db8:0:0:0:0:0:1", "<not_convertible>"], Map(Column("varbinary(16)"), new PgType(PgKind.Inet), [new byte[] { 192, 168, 0, 1 }, six, new byte[3]]).Texts);
    }

    [Fact]
    public void Text_is_a_network_address_where_it_is_one() =>
        Assert.Equal(
            ["192.168.0.1", "10.0.0.0/8", "2001:db8::1/64", "<not_convertible>", "<not_convertible>", "<not_convertible>", "<not_convertible>"],
            Map(Column("varchar(45)"), new PgType(PgKind.Inet), ["192.168.0.1", "10.0.0.0/8", "2001:db8::1/64", "1", "300.1.1.1", "fe80::1%eth0", "10.0.0.0/33"]).Texts);

    [Fact]
    public void Text_keeps_a_partial_date_and_drops_a_zero_date()
    {
        var mapped = Map(Column("date"), Text, [new Unfit(UnfitReason.PartialDate, "2024-05-00"), new Unfit(UnfitReason.ZeroDate, "0000-00-00")]);

        Assert.Equal(["2024-05-00", null], mapped.Texts);
        Assert.Equal(["zero_date 1"], mapped.Coercions);
        Assert.Equal(["<too_long>"], Map(Column("date"), new PgType(PgKind.Varchar, Length: 4), [new Unfit(UnfitReason.PartialDate, "2024-05-00")]).Texts);
    }

    [Fact]
    public void A_key_that_jsonb_would_drop_is_counted()
    {
        string[] documents = ["{\"a\": 1, \"b\": {\"a\": 2}, \"\\u0061\": 3}", "{\"a\": {\"a\": [{\"a\": 1}, {\"a\": 2}]}}"];

        Assert.Equal(["repeated_json_key 1"], Map(Column("longtext"), new PgType(PgKind.Jsonb), documents).Coercions);
        Assert.Empty(Map(Column("longtext"), new PgType(PgKind.Json), documents).Coercions);
    }

    [Fact]
    public void Nul_in_text_is_removed_and_counted()
    {
        var mapped = Map(Column("varchar(10)"), Text, ["a\0b", "c"]);

        Assert.Equal(["ab", "c"], mapped.Texts);
        Assert.Equal(["nul_in_text 1"], mapped.Coercions);
        Assert.Equal(["x␀x → xx"], mapped.Samples);
    }

    [Fact]
    public void Bytes_that_are_no_text_hold_their_row_back_even_where_null_is_allowed() =>
        Assert.Equal(["<invalid_text>", "a"], Map(Column("varchar(10)"), Text, [new Unfit(UnfitReason.InvalidText, "?"), "a"]).Texts);

    [Fact]
    public void Varchar_longer_than_the_target_is_held_back_never_cut_and_counted_in_code_points()
    {
        var mapped = Map(Column("varchar(20)"), new PgType(PgKind.Varchar, Length: 3), ["été", "🎺🎺🎺", "étés", "abc"]);

        Assert.Equal(["été", "🎺🎺🎺", "<too_long>", "abc"], mapped.Texts);
    }

    [Fact]
    public void Geometry_is_bytes_or_well_known_text_and_nothing_else()
    {
        Assert.Equal(["00000000"], Map(Column("point"), new PgType(PgKind.Bytea), [new byte[4]]).Texts);
        Assert.Equal(["POINT(1 2)", "<not_convertible>", null], Map(Column("point"), Text, [Convert.FromHexString("000000000101000000000000000000F03F0000000000000040"), new byte[4], null]).Texts);
        Assert.Equal(["<too_long>"], Map(Column("point"), new PgType(PgKind.Varchar, Length: 9), [Convert.FromHexString("000000000101000000000000000000F03F0000000000000040")]).Texts);
        Assert.False(Core.Mapping.Converters.Conversions.CanConvert(Column("point"), new PgType(PgKind.Json)));
        Assert.False(Core.Mapping.Converters.Conversions.CanConvert(Column("point"), new PgType(PgKind.Uuid)));
    }

    [Fact]
    public void Numbers_in_text_are_read_strictly_so_that_no_siret_becomes_another_number()
    {
        Assert.Equal(["12", "-3", "<not_convertible>", "<not_convertible>", "<out_of_range>"], Map(Column("varchar(30)"), new PgType(PgKind.Int8), [" 12 ", "-3", "1,23E+13", "12abc", "99999999999999999999"]).Texts);
        Assert.Equal(["12.50", "<not_convertible>", "0.50"], Map(Column("varchar(30)"), new PgType(PgKind.Numeric, Precision: 6, Scale: 2), ["12.5", "12,5", ".5"]).Texts);
    }

    [Fact]
    public void Dates_in_text_are_read_as_iso_only()
    {
        var mapped = Map(Column("varchar(30)"), Date, ["2024-02-29", "29/02/2024", "2023-02-29", "0000-00-00", "2024-05-00"]);

        Assert.Equal(["2024-02-29", "<not_convertible>", "<not_convertible>", null, null], mapped.Texts);
        Assert.Equal(["zero_date 1", "partial_date 1"], mapped.Coercions);
    }

    [Fact]
    public void Blank_text_is_null_only_where_the_plan_says_so()
    {
        Assert.Equal([null, null, "a"], Map(Column("varchar(9)"), Text, ["", " \u00a0", "a"], blankAsNull: true).Texts);
        Assert.Equal(["blank_as_null 2"], Map(Column("varchar(9)"), Text, ["", " \u00a0", "a"], blankAsNull: true).Coercions);
        Assert.Equal(["<not_null>"], Map(Column("varchar(9)"), Text, [" "], nullable: false, blankAsNull: true).Texts);
        Assert.Equal([" "], Map(Column("varchar(9)"), Text, [" "]).Texts);
    }
}
