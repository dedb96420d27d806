using System.Globalization;
using CsCheck;
using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.MySql.Chunks;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Chunks;

/// <summary>Whatever the key, the chunks of a table together hold every row once and none twice.</summary>
public abstract class ChunkPlanTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : OnAnyMariaDb(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : OnAnyMariaDb(SourceServer.MariaDb11);

    public abstract class OnAnyMariaDb(SourceServer server) : ChunkPlanTests(server)
    {
        [Theory]
        [InlineData("k varchar(30) COLLATE utf8mb4_nopad_bin", "CONCAT(seq DIV 3, REPEAT(' ', seq % 3))")]
        [InlineData("k uuid", "MD5(seq)")]
        [InlineData("k inet6", "CONCAT('2001:db8::', HEX(seq))")]
        public Task Keys_of_its_own_types_and_collations_are_cut(string columns, string values) => AssertChunksAsync(columns, "k", values);
    }

    public sealed class OnMySql() : ChunkPlanTests(SourceServer.MySql)
    {
        [Theory]
        [InlineData("k varchar(30) COLLATE utf8mb4_0900_ai_ci", "CONCAT(ELT(seq % 7 + 1, 'é', 'E', 'ß', 'ç', '-', 'Œ', '😀'), seq)")]
        [InlineData("k varchar(30) COLLATE utf8mb4_0900_ai_ci", "CONCAT(seq DIV 3, REPEAT(' ', seq % 3))")]
        [InlineData("k varchar(30) COLLATE utf8mb4_0900_bin", "CONCAT(seq DIV 3, REPEAT(' ', seq % 3))")]
        [InlineData("k varchar(30) COLLATE utf8mb4_ja_0900_as_cs_ks", "CONCAT(ELT(seq % 4 + 1, 'あ', 'ア', '日', 'a'), seq)")]
        [InlineData("k varchar(30) COLLATE utf8mb4_zh_0900_as_cs", "CONCAT(ELT(seq % 4 + 1, '中', '文', 'é', 'a'), seq)")]
        [InlineData("k varchar(30) CHARACTER SET gb18030", "CONCAT(ELT(seq % 4 + 1, '中', '文', '€', 'a'), seq)")]
        public Task Keys_of_its_own_collations_are_cut(string columns, string values) => AssertChunksAsync(columns, "k", values);

        [Fact]
        public async Task A_primary_key_that_the_server_generated_serves_as_key()
        {
            await ExecuteAsync("SET SESSION sql_generate_invisible_primary_key = ON", "CREATE TABLE t (n int)", $"INSERT INTO t (n) SELECT seq FROM {Sequence(100)}", "ANALYZE TABLE t");

            Assert.Equal(10, (await AssertCoveredAsync(rows: 10)).Count);
        }
    }

    /// <summary>Keys whose order or equality is easily got wrong.</summary>
    [Theory]
    [InlineData("k int", "k", "seq * 3")]
    [InlineData("k int", "k", "IF(seq = 700, 2147483647, seq)")]
    [InlineData("k bigint unsigned", "k", "18446744073709551615 - seq")]
    [InlineData("k bigint", "k", "-9223372036854775808 + CAST(seq AS SIGNED) * 1000000007")]
    [InlineData("k tinyint", "k", "CAST(seq AS SIGNED) % 251 - 125")]
    [InlineData("k decimal(20,5)", "k", "(CAST(seq AS SIGNED) - 350) / 7")]
    [InlineData("k double", "k", "(CAST(seq AS SIGNED) - 350) / 7")]
    [InlineData("k float", "k", "(CAST(seq AS SIGNED) - 350) / 7")]
    [InlineData("k date", "k", "DATE_ADD('1999-12-25', INTERVAL seq DAY)")]
    [InlineData("k date", "k", "IF(seq < 20, CONCAT('0000-00-', LPAD(seq, 2, '0')), DATE_ADD('2000-01-01', INTERVAL seq DAY))")]
    [InlineData("k datetime(6)", "k", "DATE_ADD('1999-12-25', INTERVAL seq * 1234567 MICROSECOND)")]
    [InlineData("k timestamp(3)", "k", "FROM_UNIXTIME(1 + seq * 0.007)")]
    [InlineData("k time(2)", "k", "SEC_TO_TIME((CAST(seq AS SIGNED) - 350) * 600.25)")]
    [InlineData("k varchar(30)", "k", "CONCAT(ELT(seq % 7 + 1, 'é', 'E', 'ß', 'ç', ' ', 'Œ', '😀'), seq)")]
    [InlineData("k varchar(30) COLLATE utf8mb4_unicode_ci", "k", "CONCAT(ELT(seq % 7 + 1, 'é', 'E', 'ß', 'ç', '-', 'Œ', '😀'), seq)")]
    [InlineData("k varchar(30) COLLATE utf8mb4_bin", "k", "CONCAT(ELT(seq % 4 + 1, 'é', 'E', '\\\\', ''''), seq)")]
    [InlineData("k char(30) CHARACTER SET latin1", "k", "CONCAT(ELT(seq % 4 + 1, 'é', 'E', '€', 'à'), seq)")]
    [InlineData("k varchar(30) CHARACTER SET utf8mb3", "k", "CONCAT('é', seq)")]
    [InlineData("k varchar(30) CHARACTER SET sjis", "k", "CONCAT(ELT(seq % 3 + 1, '日', '本', 'a'), seq)")]
    [InlineData("k varchar(30) COLLATE utf8mb4_bin", "k", "CONCAT(CHAR(seq % 3 USING utf8mb4), seq)")]
    [InlineData("k varbinary(30)", "k", "UNHEX(SHA2(seq, 224))")]
    [InlineData("k binary(3)", "k", "CHAR(seq DIV 256, seq % 256)")]
    [InlineData("k bit(20)", "k", "seq")]
    [InlineData("a int, b int", "a, b", "seq % 5, seq")]
    [InlineData("a int, b int, c int", "a, b, c", "1, seq DIV 100, seq")]
    [InlineData("b int, a int", "a, b", "seq % 5, seq")]
    [InlineData("a varchar(10), b date", "a, b", "ELT(seq % 3 + 1, 'é', 'f', 'D'), DATE_ADD('2000-01-01', INTERVAL seq DAY)")]
    [InlineData("a enum('z','y','x'), b int unsigned", "a, b", "seq % 3 + 1, seq")]
    [InlineData("a year, b int", "a, b", "2000 + seq % 5, seq")]
    [InlineData("a year, b int", "a, b", "IF(seq < 300, 0, 2000 + seq % 5), seq")]
    [InlineData("a set('x','y'), b int", "a, b", "seq % 4, seq")]
    public Task Chunks_hold_every_row_once(string columns, string key, string values) => AssertChunksAsync(columns, key, values);

    [Fact]
    public async Task Random_keys_in_random_chunks_are_covered()
    {
        string[] letters = ["a", "A", "é", "E", " ", "ß", "ss", "z", "'", "\\", "%", "😀", "œ", "oe", "-"];
        var text = Gen.Int[0, letters.Length - 1].Select(i => letters[i]).Array[0, 6].Select(parts => string.Concat(parts));
        var tables = Gen.Select(text.Array[50, 150], Gen.Int.Array[50, 150], Gen.Int[1, 30], Gen.Bool).Array[8].Single();
        for (var i = 0; i < tables.Length; i++)
        {
            var (names, numbers, rows, isTextFirst) = tables[i];
            await ExecuteAsync("DROP TABLE IF EXISTS t", $"CREATE TABLE t (a varchar(40), b int, n int, PRIMARY KEY ({(isTextFirst ? "a, b" : "b, a")}))");
            var rowsSql = names.Zip(numbers).Select((pair, n) => $"('{Escape(pair.First)}', {(pair.Second % 7).ToString(CultureInfo.InvariantCulture)}, {n})");
            await ExecuteAsync("SET NAMES utf8mb4", $"INSERT IGNORE INTO t VALUES {string.Join(", ", rowsSql)}");

            await AssertCoveredAsync(rows);
        }

        static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sparse_integer_key_gives_about_as_many_chunks_as_its_rows_need()
    {
        await ExecuteAsync(
            "CREATE TABLE t (k bigint unsigned PRIMARY KEY, n int)",
            $"INSERT INTO t SELECT IF(seq = 1000, 18446744073709551615, seq), seq FROM {Sequence(1000)}",
            "ANALYZE TABLE t");

        var chunks = await AssertCoveredAsync(rows: 100);

        Assert.Equal(10, chunks.Count);
        Assert.Equal("18446744073709551615", (await ListAsync("SELECT MAX(k) FROM t"))[0]);
    }

    [Fact]
    public async Task A_unique_index_over_columns_that_are_never_null_serves_as_key()
    {
        await ExecuteAsync("CREATE TABLE t (k varchar(20) NOT NULL UNIQUE, n int)", $"INSERT INTO t SELECT CONCAT('k', seq), seq FROM {Sequence(100)}");

        Assert.Equal(10, (await AssertCoveredAsync(rows: 10, "k")).Count);
    }

    [Fact]
    public async Task Without_a_key_the_whole_table_is_one_chunk()
    {
        await ExecuteAsync("CREATE TABLE t (n int)", $"INSERT INTO t SELECT seq FROM {Sequence(100)}");

        Assert.Equal(new ChunkRange(1, null, null), Assert.Single(await AssertCoveredAsync(rows: 10)));
    }

    [Fact]
    public async Task An_empty_table_is_one_chunk()
    {
        await ExecuteAsync("CREATE TABLE t (k int PRIMARY KEY, n int)", "CREATE TABLE t2 (k varchar(9) PRIMARY KEY)");

        Assert.Single(await AssertCoveredAsync(rows: 10));
        await using var point = await OpenAsync();
        Assert.Single(await point.PlanChunksAsync(Read(await TableAsync("t2")), 10, Cancel));
    }

    [Fact]
    public async Task The_predicate_of_a_chunk_reads_its_range_of_the_index()
    {
        await ExecuteAsync(
            "CREATE TABLE c (a int, b varchar(20) CHARACTER SET latin1, n int, PRIMARY KEY (a, b)) ENGINE=InnoDB",
            "CREATE TABLE t (k varchar(20) CHARACTER SET latin1 PRIMARY KEY, n int) ENGINE=InnoDB",
            $"INSERT INTO c SELECT seq % 100, CONCAT('x', seq), 1 FROM {Sequence(20000)}",
            $"INSERT INTO t SELECT CONCAT('x', seq), 1 FROM {Sequence(20000)}",
            "ANALYZE TABLE c, t");

        Assert.Equal("range", await AccessAsync("c", new ChunkRange(2, ["40", "x140"], ["41", "x141"])));
        Assert.Equal("range", await AccessAsync("t", new ChunkRange(2, ["x5"], ["x6"])));
    }

    private async Task AssertChunksAsync(string columns, string key, string values)
    {
        await ExecuteAsync(
            "SET NAMES utf8mb4",
            $"CREATE TABLE t ({columns}, n int, PRIMARY KEY ({key})) ENGINE=InnoDB",
            $"INSERT IGNORE INTO t SELECT {values}, seq FROM {Sequence(700)}",
            "ANALYZE TABLE t");

        await AssertCoveredAsync(rows: 37);
    }

    private async Task<string> AccessAsync(string name, ChunkRange range)
    {
        var read = Read(await TableAsync(name));
        var key = Key.Of(read);
        await using var connection = new MySqlConnector.MySqlConnection(ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new MySqlConnector.MySqlCommand($"EXPLAIN {(IsMariaDb ? string.Empty : "FORMAT=TRADITIONAL ")}SELECT n FROM {name}{KeyPredicate.Where(key.Parts, range)} ORDER BY {key.OrderBy}", connection);
        KeyPredicate.Bind(command.Parameters, key.Parts, range);
        await command.PrepareAsync(Cancel);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        return reader.GetString("type");
    }

    /// <summary>Reads chunk by chunk and compares with the whole.</summary>
    private async Task<IReadOnlyList<ChunkRange>> AssertCoveredAsync(int rows, params string[] key)
    {
        var table = await TableAsync("t");
        var read = new SourceRead(table, [new BatchColumn("n", new ColumnType(ValueKind.Int32))], key.Length > 0 ? key : table.PrimaryKey);
        await using var point = await OpenAsync(table);
        var chunks = await point.PlanChunksAsync(read, rows, Cancel);
        var seen = new List<string?>();
        foreach (var chunk in chunks)
        {
            seen.AddRange(await ReadAsync(point, read, chunk, batch => Show.Column(batch, 0)));
        }

        Assert.Equal((await ListAsync("SELECT n FROM t")).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.Null(chunks[0].From);
        Assert.Null(chunks[^1].To);
        Assert.Equal(Enumerable.Range(1, chunks.Count), chunks.Select(chunk => chunk.Number));
        Assert.All(chunks.Zip(chunks.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Count} rows in {chunks.Count} chunks");
        return chunks;
    }
}
