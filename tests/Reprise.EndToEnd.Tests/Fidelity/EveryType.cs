using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>A table with a column of every type, and for each a value that the target may be made to hold instead.</summary>
internal static class EveryType
{
    /// <summary>Column, type, value in three rows (smallest, largest, odd; null in a fourth), and an expression that alters the cell in PostgreSQL.</summary>
    public static IReadOnlyList<Sample> Common { get; } =
    [
        new("c_bool", "tinyint(1)", "0", "1", "1", "NOT c_bool"),
        new("c_tinyint", "tinyint", "-128", "127", "0", "c_tinyint + 1"),
        new("c_utinyint", "tinyint unsigned", "0", "255", "7", "c_utinyint + 1"),
        new("c_smallint", "smallint", "-32768", "32767", "1", "1 - c_smallint"),
        new("c_usmallint", "smallint unsigned", "0", "65535", "1", "c_usmallint + 1"),
        new("c_mediumint", "mediumint", "-8388608", "8388607", "3", "c_mediumint + 1"),
        new("c_umediumint", "mediumint unsigned", "0", "16777215", "3", "c_umediumint + 1"),
        new("c_int", "int", "-2147483648", "2147483647", "42", "1 - c_int"),
        new("c_uint", "int unsigned", "0", "4294967295", "42", "c_uint + 1"),
        new("c_zerofill", "int(6) unsigned zerofill", "0", "999999", "42", "c_zerofill + 1"),
        new("c_bigint", "bigint", "-9223372036854775808", "9223372036854775807", "1", "1 - c_bigint"),
        new("c_ubigint", "bigint unsigned", "0", "18446744073709551615", "1", "c_ubigint + 1"),
        new("c_decimal", "decimal(10,2)", "-99999999.99", "99999999.99", "0.10", "c_decimal + 0.01"),
        new("c_widest", "decimal(65,30)", "-99999999999999999999999999999999999.999999999999999999999999999999", "99999999999999999999999999999999999.999999999999999999999999999999", "0.000000000000000000000000000001", "c_widest + 0.000000000000000000000000000001"),
        new("c_float", "float", "-3.40282e38", "3.40282e38", "0.1", "c_float * 2"),
        new("c_double", "double", "-1.7976931348623157e308", "1.7976931348623157e308", "0.1", "c_double + 1e-17 + 0.2"),
        new("c_bit1", "bit(1)", "b'0'", "b'1'", "b'1'", "NOT c_bit1"),
        new("c_bit12", "bit(12)", "b'0'", "b'111111111111'", "b'101'", "~c_bit12"),
        new("c_bit64", "bit(64)", "b'0'", "0xFFFFFFFFFFFFFFFF", "b'1'", "~c_bit64"),
        new("c_date", "date", "'0001-01-01'", "'9999-12-31'", "'2024-02-29'", "c_date + 1"),
        new("c_datetime", "datetime", "'0001-01-01 00:00:00'", "'9999-12-31 23:59:59'", "'2024-03-31 02:30:00'", "c_datetime + interval '1 second'"),
        new("c_datetime6", "datetime(6)", "'1000-01-01 00:00:00.000001'", "'9999-12-31 23:59:59.999999'", "'1969-12-31 23:59:59.5'", "c_datetime6 + interval '1 microsecond'"),
        new("c_timestamp", "timestamp NULL", "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07'", "'2024-10-27 01:30:00'", "c_timestamp + interval '1 hour'"),
        new("c_timestamp3", "timestamp(3) NULL", "'1970-01-01 00:00:01.001'", "'2038-01-19 03:14:07.999'", "'2024-01-01 00:00:00.5'", "c_timestamp3 + interval '1 millisecond'"),
        new("c_time", "time", "'-838:59:59'", "'838:59:59'", "'00:00:00'", "c_time + interval '1 second'"),
        new("c_time6", "time(6)", "'-838:59:58.999999'", "'25:00:00.000001'", "'00:00:00.5'", "c_time6 + interval '1 microsecond'"),
        new("c_year", "year", "1901", "2155", "2024", "c_year + 1"),
        new("c_char", "char(10)", "''", "'ééééééééé☃'", "'a'", "c_char || 'x'"),
        new("c_varchar", "varchar(100)", "''", "'l''été à Nîmes\\n\\t\\\\'", "' '", "c_varchar || ' '"),
        new("c_latin1", "varchar(50) CHARACTER SET latin1", "''", "'€ œ Œ Ÿ ’'", "'abc'", "upper(c_latin1 || 'é')"),
        new("c_latin2", "varchar(50) CHARACTER SET latin2", "''", "'Łódź'", "'abc'", "c_latin2 || 'é'"),
        new("c_cp1251", "varchar(50) CHARACTER SET cp1251", "''", "'Привет'", "'abc'", "c_cp1251 || 'é'"),
        new("c_utf16", "varchar(50) CHARACTER SET utf16", "''", "'𝄞 ☃'", "'abc'", "c_utf16 || 'é'"),
        new("c_sjis", "varchar(50) CHARACTER SET sjis", "''", "'日本'", "'abc'", "c_sjis || 'é'"),
        new("c_utf8mb3", "varchar(50) CHARACTER SET utf8mb3", "''", "'☃'", "'abc'", "c_utf8mb3 || 'é'"),
        new("c_ascii", "varchar(50) CHARACTER SET ascii", "''", "'~'", "'abc'", "c_ascii || 'é'"),
        new("c_text", "text", "''", "REPEAT('é', 20000)", "'x'", "c_text || ' '"),
        new("c_longtext", "longtext", "''", "REPEAT('☃ ', 100000)", "'x'", "replace(c_longtext, 'x', 'X') || ''"),
        new("c_binary", "binary(4)", "0x00000000", "0xFFFFFFFF", "0x0A", "set_byte(c_binary, 0, 1)"),
        new("c_varbinary", "varbinary(16)", "''", "0x00FF00FF", "0x41", "c_varbinary || '\\x00'"),
        new("c_blob", "blob", "''", "REPEAT(0x00FF, 1000)", "0x27", "c_blob || '\\x00'"),
        new("c_enum", "enum('oui','non','peut-être','a''b','l\"x')", "'oui'", "'peut-être'", "'a''b'", "'non'"),
        new("c_set", "set('rouge','l''été','a\"b','NULL')", "''", "'rouge,l''été,a\"b,NULL'", "'NULL'", "array_append(c_set, NULL)"),
        new("c_json", "json", "'{}'", "'{\"é\": [1, 2.50, null, true], \"a\": {\"b\": \"\\\\u00e9\"}}'", "'null'", "'[]'"),
        new("c_point", "point", "ST_GeomFromText('POINT(0 0)')", "ST_GeomFromText('POINT(2.35 48.85)')", "ST_GeomFromText('POINT(-1 1)')", "'POINT(-1 2)'"),
    ];

    /// <summary>Types that only MariaDB has.</summary>
    public static IReadOnlyList<Sample> MariaDb { get; } =
    [
        new("c_uuid", "uuid", "'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'", "'123e4567-e89b-12d3-a456-426614174000'", "'123e4567-e89b-12d3-a456-426614174001'"),
        new("c_inet6", "inet6", "'::'", "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'", "'::1'", "'::2'"),
        new("c_inet4", "inet4", "'0.0.0.0'", "'255.255.255.255'", "'127.0.0.1'", "'127.0.0.2'"),
    ];

    /// <summary>What only MariaDB from version 11 has: seconds until 2106, vectors, the newest collations.</summary>
    public static IReadOnlyList<Sample> MariaDb11 { get; } =
    [
        .. MariaDb,
        new("c_late", "timestamp NULL", "'1970-01-01 00:00:01'", "'2106-02-07 06:28:15'", "'2038-01-19 03:14:08'", "c_late + interval '1 second'"),
        new("c_vector", "vector(3)", "VEC_FromText('[0,0,0]')", "VEC_FromText('[1,0.1,-3e38]')", "VEC_FromText('[1,2,3]')", "set_byte(c_vector, 0, 1)"),
        new("c_uca1400", "varchar(50) COLLATE utf8mb4_uca1400_as_cs", "''", "'é😀 '", "'a'", "c_uca1400 || ' '"),
        new("c_nopad", "varchar(50) COLLATE utf8mb4_uca1400_nopad_ai_ci", "''", "'a '", "'a'", "c_nopad || ' '"),
        new("c_latin1_uca", "varchar(50) CHARACTER SET latin1 COLLATE latin1_swedish_nopad_ci", "''", "'été '", "'a'", "c_latin1_uca || ' '"),
    ];

    /// <summary>Types and character sets that only MySQL has.</summary>
    public static IReadOnlyList<Sample> MySql { get; } =
    [
        new("c_0900", "varchar(50) COLLATE utf8mb4_0900_ai_ci", "''", "'é😀 '", "'a'", "c_0900 || ' '"),
        new("c_japanese", "varchar(50) COLLATE utf8mb4_ja_0900_as_cs_ks", "''", "'日本'", "'a'", "c_japanese || 'é'"),
        new("c_gb18030", "varchar(50) CHARACTER SET gb18030", "''", "'中文€'", "'a'", "c_gb18030 || 'é'"),
        new("c_binary_json", "json", "'{}'", "JSON_OBJECT('b', 18446744073709551615, 'a', 1.50)", "CAST(x'00ff' AS JSON)", "'[]'"),
        new("c_vector", "vector(3)", "TO_VECTOR('[0,0,0]')", "TO_VECTOR('[1,0.1,-3e38]')", "TO_VECTOR('[1,2,3]')", "set_byte(c_vector, 0, 1)"),
        new("c_place", "point SRID 4326", "ST_GeomFromText('POINT(0 0)', 4326)", "ST_GeomFromText('POINT(48.85 2.35)', 4326)", "ST_GeomFromText('POINT(-1 1)', 4326)", "replace(c_place, '4326', '4327')"),
    ];

    /// <summary>The types of a server.</summary>
    public static IReadOnlyList<Sample> Of(SourceServer server) => server switch
    {
        SourceServer.MariaDb => [.. Common, .. MariaDb],
        SourceServer.MariaDb11 => [.. Common, .. MariaDb11],
        _ => [.. Common, .. MySql],
    };

    /// <summary>The statements that make and fill table <c>every_type</c>.</summary>
    public static IEnumerable<string> Script(IReadOnlyList<Sample> samples)
    {
        yield return $"CREATE TABLE every_type (id int PRIMARY KEY, {string.Join(", ", samples.Select(sample => $"{sample.Column} {sample.Type}"))}) CHARACTER SET utf8mb4";
        yield return $"INSERT INTO every_type VALUES (1, {string.Join(", ", samples.Select(sample => sample.Smallest))})";
        yield return $"INSERT INTO every_type VALUES (2, {string.Join(", ", samples.Select(sample => sample.Largest))})";
        yield return $"INSERT INTO every_type VALUES (3, {string.Join(", ", samples.Select(sample => sample.Odd))})";
        yield return "INSERT INTO every_type (id) VALUES (4)";
    }

    /// <summary>A column of the table.</summary>
    public sealed record Sample(string Column, string Type, string Smallest, string Largest, string Odd, string Altered);
}
