using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Following;

/// <summary>Digests of key ranges differ when a value does, and selections read exactly the rows they speak of.</summary>
public abstract class RangeDigestTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : RangeDigestTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : RangeDigestTests(SourceServer.MariaDb11)
    {
        [Fact]
        public Task A_vector_that_changed_changes_the_digest_and_back() => AssertToldApartAsync("vector(2)", "VEC_FromText('[1,2]')", "VEC_FromText('[1,3]')");
    }

    public sealed class OnMySql() : RangeDigestTests(SourceServer.MySql)
    {
        [Fact]
        public Task A_vector_that_changed_changes_the_digest_and_back() => AssertToldApartAsync("vector(2)", "TO_VECTOR('[1,2]')", "TO_VECTOR('[1,3]')");
    }

    [Theory]
    [InlineData("int", "1", "2")]
    [InlineData("varchar(20)", "'a'", "'A'")]
    [InlineData("varchar(20)", "''", "NULL")]
    [InlineData("varchar(20)", "'N'", "NULL")]
    [InlineData("varchar(20) CHARACTER SET latin1", "'é'", "'e'")]
    [InlineData("char(5)", "'e'", "'é'")]
    [InlineData("text", "REPEAT('x', 60000)", "CONCAT(REPEAT('x', 59999), 'y')")]
    [InlineData("longblob", "REPEAT('x', 500000)", "CONCAT(REPEAT('x', 499999), 'y')")]
    [InlineData("varbinary(20)", "x'00'", "x'0000'")]
    [InlineData("decimal(30,10)", "0.0000000001", "0")]
    [InlineData("double", "0.1", "0.1000000000000001")]
    [InlineData("float", "1.5", "1.25")]
    [InlineData("datetime(6)", "'2024-01-01 00:00:00.000001'", "'2024-01-01 00:00:00.000002'")]
    [InlineData("timestamp(3)", "'2024-01-01 00:00:00.001'", "'2024-01-01 00:00:00.002'")]
    [InlineData("date", "'0000-00-00'", "NULL")]
    [InlineData("time", "'-00:00:01'", "'00:00:01'")]
    [InlineData("year", "1999", "2000")]
    [InlineData("bit(9)", "b'100000000'", "b'000000000'")]
    [InlineData("enum('a','b')", "'a'", "'b'")]
    [InlineData("set('a','b')", "'a,b'", "'b'")]
    [InlineData("json", "'{\"a\":1}'", "'{\"a\":2}'")]
    [InlineData("point", "ST_GeomFromText('POINT(1 1)')", "ST_GeomFromText('POINT(1 2)')")]
    public Task A_value_of_whatever_type_that_changed_changes_the_digest_and_back(string type, string value, string other) => AssertToldApartAsync(type, value, other);

    private async Task AssertToldApartAsync(string type, string value, string other)
    {
        await ExecuteAsync($"CREATE TABLE t (id int PRIMARY KEY, v {type} NULL, w {type} NULL)", $"INSERT INTO t VALUES (1, {value}, {other}), (2, {other}, {value}), (3, NULL, {value})");
        var before = await DigestAsync("v", "w");

        await ExecuteAsync("UPDATE t SET v = w, w = NULL WHERE id = 3");
        var moved = await DigestAsync("v", "w");
        await ExecuteAsync($"UPDATE t SET w = {value}, v = NULL WHERE id = 3", $"UPDATE t SET v = {other} WHERE id = 1");
        var changed = await DigestAsync("v", "w");
        await ExecuteAsync($"UPDATE t SET v = {value} WHERE id = 1");

        Assert.NotNull(before.Digest);
        Assert.Equal(3, before.Rows);
        Assert.Equal(3, new[] { before.Digest, moved.Digest, changed.Digest }.Distinct().Count());
        Assert.Equal(before, await DigestAsync("v", "w"));
    }

    [Fact]
    public async Task Columns_that_are_not_asked_for_change_nothing_and_rows_that_swap_values_do()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v varchar(9), w int)", "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)");
        var before = await DigestAsync("v");

        await ExecuteAsync("UPDATE t SET w = 9");
        Assert.Equal(before, await DigestAsync("v"));
        await ExecuteAsync("UPDATE t SET v = IF(id = 1, 'b', 'a')");
        Assert.NotEqual(before, await DigestAsync("v"));
    }

    [Theory]
    [InlineData("id int", "seq", "3,4,700")]
    [InlineData("id bigint unsigned", "18446744073709551000 + seq", "18446744073709551003,18446744073709551004,5")]
    [InlineData("id decimal(12,2)", "seq / 4", "0.75,1,7.5")]
    [InlineData("id varchar(20)", "CONCAT('é ', seq)", "é 3,é 4,nothing")]
    [InlineData("id varbinary(8)", "CONCAT(CHAR(255), seq)", "ff33,ff34,00")]
    [InlineData("id date", "DATE_ADD('2020-01-01', INTERVAL seq DAY)", "2020-01-04,2020-01-05,1999-01-01")]
    public async Task Rows_are_read_by_key_but_for_those_above_the_watermark_or_in_other_ranges(string key, string values, string keys)
    {
        await ExecuteAsync(
            $"CREATE TABLE t ({key} PRIMARY KEY, n int, tms datetime)",
            $"INSERT INTO t SELECT {values}, seq, DATE_ADD('2024-01-01', INTERVAL seq MINUTE) FROM {Sequence(30)}",
            "UPDATE t SET tms = NULL WHERE n = 8",
            "UPDATE t SET tms = '0000-00-00' WHERE n = 9");
        var table = await TableAsync("t");
        await using var point = await OpenAsync(table);
        var wanted = keys.Split(',');

        Assert.Equal(["3", "4"], (await NumbersAsync(point, table, new RowSelection { Keys = wanted })).Where(number => number is "3" or "4"));
        Assert.Equal(["8", "9", "28", "29", "30"], await NumbersAsync(point, table, new RowSelection { Watermark = "tms", Since = "2024-01-01 00:28:00.000000" }));
        Assert.Equal(["3"], (await NumbersAsync(point, table, new RowSelection { Watermark = "tms", Since = "2024-01-01 00:04:00.000000", Keys = wanted })).Where(number => number is "3" or "4"));
        Assert.Empty(await NumbersAsync(point, table, new RowSelection { Keys = wanted, Except = [ChunkRange.Whole] }));
        var parts = await point.SplitAsync(Keyed(table), ChunkRange.Whole, 10, Cancel);
        var all = new List<string?>();
        foreach (var part in parts)
        {
            var others = parts.Where(other => other != part).ToList();
            all.AddRange((await NumbersAsync(point, table, new RowSelection { Keys = wanted, Except = others })).Where(number => number is "3" or "4"));
        }

        Assert.True(parts.Count > 1);
        Assert.Equal(["3", "4"], all);
    }

    [Fact]
    public async Task Keys_of_several_columns_are_asked_for_whole()
    {
        await ExecuteAsync("CREATE TABLE t (a int, b varchar(9), n int, PRIMARY KEY (a, b))", "INSERT INTO t VALUES (1, 'x', 1), (1, 'y', 2), (2, 'x', 3)");
        var table = await TableAsync("t");
        await using var point = await OpenAsync(table);

        Assert.Equal(["2", "3"], await NumbersAsync(point, table, new RowSelection { Keys = ["1\u001fy", "2\u001fx", "2\u001fz"] }));
    }

    [Fact]
    public async Task The_highest_value_and_the_clock_are_those_of_the_source()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, tms datetime(6), n bigint unsigned)", "INSERT INTO t VALUES (1, '2024-01-01 10:00:00.25', 18446744073709551615), (2, NULL, 1)");
        var table = await TableAsync("t");
        await using var point = await OpenAsync(table);

        Assert.Equal("2024-01-01 10:00:00.250000", await point.ReadHighestAsync(Keyed(table), "tms", Cancel));
        Assert.Equal("18446744073709551615", await point.ReadHighestAsync(Keyed(table), "n", Cancel));
        Assert.True(DateTime.Parse((await ListAsync("SELECT CAST(UTC_TIMESTAMP(6) AS CHAR)"))[0], System.Globalization.CultureInfo.InvariantCulture) >= point.Clock);
    }

    private static SourceRead Keyed(SourceTable table) => Read(table, new BatchColumn("n", new ColumnType(ValueKind.Int32)));

    private static async Task<List<string?>> NumbersAsync(IConsistentPoint point, SourceTable table, RowSelection selection) =>
        [.. (await ReadAsync(point, Keyed(table), ChunkRange.Whole with { Selection = selection }, batch => Show.Column(batch, 0))).OrderBy(number => number!.Length).ThenBy(number => number, StringComparer.Ordinal)];

    private async Task<(long Rows, string? Digest)> DigestAsync(params string[] columns)
    {
        var table = await TableAsync("t");
        await using var point = await OpenAsync(table);
        var digest = await point.DigestAsync(Read(table), ChunkRange.Whole, ["id", .. columns], Cancel);
        return (digest.Rows, digest.Digest);
    }
}
