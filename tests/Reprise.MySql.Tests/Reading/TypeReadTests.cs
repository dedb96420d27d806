using Reprise.Core.Columns;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Reading;

/// <summary>Every type of the source: its extremes, null and odd values, as the type that a plan asks for.</summary>
public abstract class TypeReadTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : OnAnyMariaDb(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : OnAnyMariaDb(SourceServer.MariaDb11);

    public abstract class OnAnyMariaDb(SourceServer server) : TypeReadTests(server)
    {
        [Theory]
        [InlineData("uuid", ValueKind.Uuid, "'01890d2e-7b3c-7abc-8def-0123456789ab';NULL", "01890d2e7b3c7abc8def0123456789ab;null")]
        [InlineData("uuid", ValueKind.Text, "'01890d2e-7b3c-7abc-8def-0123456789ab'", "01890d2e-7b3c-7abc-8def-0123456789ab")]
        [InlineData("inet6", ValueKind.Text, "'2001:db8::1'", "2001:db8::1")]
        [InlineData("inet4", ValueKind.Text, "'127.0.0.1'", "127.0.0.1")]
        [InlineData("point", ValueKind.Binary, "ST_GeomFromText('POINT(1 2)',4326)", "e61000000101000000000000000000f03f0000000000000040")]
        public Task Types_of_its_own(string type, ValueKind kind, string values, string expected) => AssertAsync(type, new ColumnType(kind), values, expected);

        [Fact]
        public async Task Text_that_is_no_utf8_is_set_aside_with_its_bytes()
        {
            // A lone surrogate: MariaDB's utf8mb3 takes it, no one else does.
            await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v varchar(20) CHARACTER SET utf8mb3)", "INSERT INTO t VALUES (1, _utf8mb3 x'61EDA080'), (2, 'ok')");
            var table = await TableAsync("t");

            var seen = await SelectAsync(Read(table, new BatchColumn("v", new ColumnType(ValueKind.Text))), batch => Show.Column(batch, 0));

            Assert.Equal(["!InvalidText:a\u00ed\u00a0\u0080", "ok"], seen);
        }
    }

    public sealed class OnMySql() : TypeReadTests(SourceServer.MySql)
    {
        [Theory]
        [InlineData("json", ValueKind.Json, "JSON_OBJECT('z', 18446744073709551615, 'a', 1.50)", "{\"a\": 1.50, \"z\": 18446744073709551615}")]
        [InlineData("json", ValueKind.Json, "CAST(TIMESTAMP'2024-05-01 10:11:12.5' AS JSON);CAST(x'00ff' AS JSON)", "\"2024-05-01 10:11:12.500000\";\"base64:type15:AP8=\"")]
        [InlineData("varchar(50) COLLATE utf8mb4_0900_ai_ci", ValueKind.Text, "'é😀 ';NULL", "é😀 ;null")]
        [InlineData("varchar(50) COLLATE utf8mb4_ja_0900_as_cs_ks", ValueKind.Text, "'日本'", "日本")]
        [InlineData("varchar(50) CHARACTER SET gb18030", ValueKind.Text, "'中文€'", "中文€")]
        [InlineData("enum('a','é') COLLATE utf8mb4_0900_as_cs", ValueKind.Text, "'é'", "é")]
        [InlineData("geomcollection", ValueKind.Text, "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')", "GEOMETRYCOLLECTION(POINT(1 2))")]
        [InlineData("vector(3)", ValueKind.Binary, "TO_VECTOR('[1,0.1,-3e38]');NULL", "0000803fcdcccc3de6b161ff;null")]
        // The axes of the text are latitude and longitude, those of the stored point x and y.
        [InlineData("point SRID 4326", ValueKind.Binary, "ST_GeomFromText('POINT(1 2)',4326)", "e610000001010000000000000000000040000000000000f03f")]
        [InlineData("timestamp(6) NULL", ValueKind.Timestamp, "'2024-05-01 12:00:00.000001+02:00'", "1714557600000001")]
        public Task Types_of_its_own(string type, ValueKind kind, string values, string expected) => AssertAsync(type, new ColumnType(kind), values, expected);
    }

    [Theory]
    [InlineData("tinyint(1)", ValueKind.Boolean, "0;1;NULL;2;-1", "0;1;null;!OutOfRange:2;!OutOfRange:-1")]
    [InlineData("tinyint(1)", ValueKind.Int16, "0;127;-128;NULL", "0;127;-128;null")]
    [InlineData("tinyint unsigned", ValueKind.Int16, "255", "255")]
    [InlineData("smallint", ValueKind.Int16, "-32768;32767", "-32768;32767")]
    [InlineData("smallint unsigned", ValueKind.Int32, "65535", "65535")]
    [InlineData("mediumint", ValueKind.Int32, "-8388608;8388607", "-8388608;8388607")]
    [InlineData("mediumint unsigned", ValueKind.Int32, "16777215", "16777215")]
    [InlineData("int", ValueKind.Int32, "-2147483648;2147483647;NULL", "-2147483648;2147483647;null")]
    [InlineData("int unsigned", ValueKind.Int64, "1;4294967295;2", "1;4294967295;2")]
    [InlineData("int unsigned", ValueKind.Int32, "1;4294967295", "1;!OutOfRange:4294967295")]
    [InlineData("bigint", ValueKind.Int64, "1;-9223372036854775808;9223372036854775807", "1;-9223372036854775808;9223372036854775807")]
    [InlineData("bigint unsigned", ValueKind.Int64, "0;9223372036854775807;18446744073709551615", "0;9223372036854775807;!OutOfRange:18446744073709551615")]
    [InlineData("bigint unsigned", ValueKind.UInt64, "0;18446744073709551615;NULL", "0;18446744073709551615;null")]
    [InlineData("int(5) zerofill", ValueKind.Text, "7;123456", "00007;123456")]
    [InlineData("bit(1)", ValueKind.Boolean, "b'0';b'1';NULL", "0;1;null")]
    [InlineData("bit(3)", ValueKind.Boolean, "b'101'", "!OutOfRange:5")]
    [InlineData("bit(64)", ValueKind.Bits, "0;b'1';18446744073709551615", "0;1;18446744073709551615")]
    [InlineData("bit(10)", ValueKind.Bits, "513", "513")]
    [InlineData("year", ValueKind.Int16, "1901;2155;'0000';NULL", "1901;2155;0;null")]
    [InlineData("double", ValueKind.Float64, "0.1;-1.7976931348623157e308;2.2250738585072014e-308", "0.1;-1.7976931348623157E+308;2.2250738585072014E-308")]
    [InlineData("float", ValueKind.Float32, "16777215;0.1", "16777215;0.10000000149011612")]
    [InlineData("float", ValueKind.Float64, "123456.79", "123456.7890625")]
    public Task Numbers(string type, ValueKind kind, string values, string expected) => AssertAsync(type, new ColumnType(kind), values, expected);

    [Theory]
    [InlineData("decimal(18,2)", 18, 2, "-9999999999999999.99;0.01;NULL", "-999999999999999999;1;null")]
    [InlineData("decimal(5,0)", 5, 0, "-99999;0", "-99999;0")]
    [InlineData("decimal(5,2) zerofill", 5, 2, "1.5", "150")]
    [InlineData("decimal(5,2)", 4, 2, "99.99;100.00", "9999;!OutOfRange:100.00")]
    [InlineData("decimal(20,5)", 20, 5, "-123456789012345.67891;0", "-123456789012345.67891;0.00000")]
    [InlineData("decimal(65,30)", 65, 30, "99999999999999999999999999999999999.999999999999999999999999999999;-0.000000000000000000000000000001", "99999999999999999999999999999999999.999999999999999999999999999999;-0.000000000000000000000000000001")]
    [InlineData("bigint unsigned", 20, 0, "18446744073709551615", "18446744073709551615")]
    public Task Decimals(string type, int precision, int scale, string values, string expected) =>
        AssertAsync(type, new ColumnType(ValueKind.Decimal, precision, scale), values, expected);

    [Theory]
    [InlineData("date", ValueKind.Date, "'1970-01-01';'9999-12-31';'0001-01-01';'0000-00-00';'2024-05-00';'2024-00-00';NULL", "0;2932896;-719162;!ZeroDate:0000-00-00;!PartialDate:2024-05-00;!PartialDate:2024-00-00;null")]
    [InlineData("date", ValueKind.Date, "'0000-03-01';'0009-12-04'", "!OutOfRange:0000-03-01;-715903")]
    [InlineData("datetime", ValueKind.DateTime, "'1970-01-01 00:00:01';'0000-00-00'", "1000000;!ZeroDate:0000-00-00 00:00:00")]
    [InlineData("datetime(6)", ValueKind.DateTime, "'9999-12-31 23:59:59.999999';'2024-05-00 01:02:03.5'", "253402300799999999;!PartialDate:2024-05-00 01:02:03.500000")]
    [InlineData("timestamp(3) NULL", ValueKind.Timestamp, "'1970-01-01 00:00:01.500';'2038-01-19 03:14:07.999';0;NULL", "1500000;2147483647999000;!ZeroDate:0000-00-00 00:00:00.000;null")]
    [InlineData("time", ValueKind.Time, "'838:59:59';'-838:59:59';'00:00:00';NULL", "3020399000000;-3020399000000;0;null")]
    [InlineData("time(6)", ValueKind.Time, "'-25:00:00.000001'", "-90000000001")]
    public Task Dates_and_times(string type, ValueKind kind, string values, string expected) => AssertAsync(type, new ColumnType(kind), values, expected);

    [Theory]
    [InlineData("varchar(50)", ValueKind.Text, "'';'été';'😀';' a ';NULL;'NULL'", ";été;😀; a ;null;NULL")]
    [InlineData("varchar(50)", ValueKind.Text, "concat('a',char(0),'b')", "a\0b")]
    [InlineData("char(5)", ValueKind.Text, "'ab'", "ab")]
    [InlineData("longtext", ValueKind.Text, "repeat('é',3)", "ééé")]
    [InlineData("varchar(50) CHARACTER SET latin1", ValueKind.Text, "x'80e99c';x'81'", "€éœ;\u0081")]
    [InlineData("varchar(50) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci", ValueKind.Text, "'é€'", "é€")]
    [InlineData("varchar(50) CHARACTER SET ucs2", ValueKind.Text, "'é€'", "é€")]
    [InlineData("varchar(50) CHARACTER SET ascii COLLATE ascii_bin", ValueKind.Text, "'abc'", "abc")]
    [InlineData("varchar(50) CHARACTER SET latin1", ValueKind.Binary, "x'80e99c'", "80e99c")]
    [InlineData("enum('a','é','''','x') CHARACTER SET latin1", ValueKind.Text, "'é';'''';'no such';NULL", "é;';;null")]
    [InlineData("varchar(50) CHARACTER SET cp1251", ValueKind.Text, "x'C0C198';'?А';x'98';'';NULL", "!InvalidText:\u00c0\u00c1\u0098;?А;!InvalidText:\u0098;;null")]
    [InlineData("varchar(50) CHARACTER SET cp932", ValueKind.Text, "x'ED40';x'FA5C';x'81AD3F'", "纊;纊;!InvalidText:\u0081\u00ad?")]
    [InlineData("varchar(50) CHARACTER SET ucs2", ValueKind.Uuid, "'01890d2e-7b3c-7abc-8def-0123456789ab'", "01890d2e7b3c7abc8def0123456789ab")]
    [InlineData("enum('да','?') CHARACTER SET cp1251", ValueKind.Text, "'да';'?';'no such';NULL", "да;?;;null")]
    [InlineData("set('да','?') CHARACTER SET cp1251", ValueKind.TextSet, "'да,?';'';NULL", "да,?;;null")]
    [InlineData("enum('да','n') CHARACTER SET utf8mb3", ValueKind.Text, "'да';'no such'", "да;")]
    [InlineData("char(5) CHARACTER SET utf8mb3", ValueKind.Text, "'é ';' a'", "é; a")]
    [InlineData("set('un','deux','trois')", ValueKind.TextSet, "'un,trois';'';NULL", "un,trois;;null")]
    [InlineData("json", ValueKind.Json, "'{\"a\": [1, \"é\"]}';'null';NULL", "{\"a\": [1, \"é\"]};null;null")]
    [InlineData("blob", ValueKind.Binary, "x'00ff27';'';NULL", "00ff27;;null")]
    [InlineData("binary(4)", ValueKind.Binary, "x'61'", "61000000")]
    [InlineData("varbinary(16)", ValueKind.Binary, "x'7f000001'", "7f000001")]
    [InlineData("point", ValueKind.Binary, "ST_GeomFromText('POINT(1 2)')", "000000000101000000000000000000f03f0000000000000040")]
    [InlineData("point", ValueKind.Text, "ST_GeomFromText('POINT(1 2)')", "POINT(1 2)")]
    [InlineData("binary(16)", ValueKind.Uuid, "x'01890d2e7b3c7abc8def0123456789ab'", "01890d2e7b3c7abc8def0123456789ab")]
    [InlineData("varbinary(16)", ValueKind.Uuid, "x'0189'", "!OutOfRange:0189")]
    [InlineData("char(36)", ValueKind.Uuid, "'01890D2E-7B3C-7ABC-8DEF-0123456789AB';'x'", "01890d2e7b3c7abc8def0123456789ab;!OutOfRange:x")]
    [InlineData("date", ValueKind.Text, "'2024-05-00'", "2024-05-00")]
    public Task Texts_and_bytes(string type, ValueKind kind, string values, string expected) => AssertAsync(type, new ColumnType(kind), values, expected);

    [Fact]
    public async Task A_table_without_rows_gives_no_batch()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY)");

        Assert.Empty(await SelectAsync(Read(await TableAsync("t"), new BatchColumn("id", new ColumnType(ValueKind.Int32))), static batch => new[] { batch.RowCount }));
    }

    [Fact]
    public async Task Generated_and_invisible_columns_and_odd_names_are_read()
    {
        await ExecuteAsync(
            "CREATE TABLE `o``dd` (`i d` int PRIMARY KEY, hidden int INVISIBLE DEFAULT 3, g int AS (`i d` * 2) VIRTUAL)",
            "INSERT INTO `o``dd` (`i d`) VALUES (5), (4)");
        var table = await TableAsync("o`dd");
        var number = new ColumnType(ValueKind.Int32);

        var rows = await SelectAsync(Read(table, new BatchColumn("i d", number), new BatchColumn("hidden", number), new BatchColumn("g", number)), Show.Rows);

        Assert.Equal(["4|3|8", "5|3|10"], rows);
    }

    [Fact]
    public async Task What_planning_should_not_ask_for_is_refused_by_name()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v varchar(5))");
        var table = await TableAsync("t");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SelectAsync(Read(table, new BatchColumn("v", new ColumnType(ValueKind.Date))), Show.Rows));

        Assert.Contains("Column v of type varchar(5) cannot be read as Date", failure.Message, StringComparison.Ordinal);
    }

    private async Task AssertAsync(string type, ColumnType wanted, string values, string expected)
    {
        var rows = values.Split(';').Select((value, index) => $"({index}, {value})");
        await ExecuteAsync($"CREATE TABLE t (id int PRIMARY KEY, v {type})", "SET NAMES utf8mb4", $"INSERT INTO t VALUES {string.Join(", ", rows)}");
        var table = await TableAsync("t");

        var seen = await SelectAsync(Read(table, new BatchColumn("v", wanted)), batch => Show.Column(batch, 0));

        Assert.Equal(expected, string.Join(';', seen.Select(value => value ?? "null")));
    }
}
