using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Hazards;

/// <summary>How references are spelled that only a collation holds together.</summary>
public abstract class RespellingReaderTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : RespellingReaderTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : RespellingReaderTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : RespellingReaderTests(SourceServer.MySql)
    {
        /// <summary>These collations of its own do not ignore spaces at the end.</summary>
        [Theory]
        [InlineData("utf8mb4_0900_ai_ci", "abc → ABC", "ete → Été")]
        [InlineData("utf8mb4_0900_as_ci", "abc → ABC")]
        [InlineData("utf8mb4_0900_bin")]
        public Task What_is_equal_is_also_asked_of_its_own_collations(string collation, params string[] expected) => AssertEqualAsync(collation, expected);
    }

    [Fact]
    public async Task Each_spelling_that_differs_comes_once_with_that_of_its_parent_if_the_column_takes_it()
    {
        await ExecuteAsync(
            "CREATE TABLE parent (code varchar(20) PRIMARY KEY) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "INSERT INTO parent VALUES ('ÉTÉ'), ('Same'), ('Strasse'), (CONCAT('nul', CHAR(0))), ('end  ')",
            "CREATE TABLE child (id int PRIMARY KEY, code varchar(6), KEY (code)) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "INSERT INTO child VALUES (1, 'été'), (2, 'été'), (3, 'Same'), (4, 'straße'), (5, 'NUL'), (6, 'end'), (7, NULL), (8, 'alone')");
        var (parent, child) = (await TableAsync("parent"), await TableAsync("child"));
        await using var point = await OpenAsync(parent, child);

        var bounded = await ReadAsync(point, child, parent, new RespelledPart("code", "code", TakesOver: true, MaxLength: 6));
        var unbounded = await ReadAsync(point, child, parent, new RespelledPart("code", "code", TakesOver: true));

        Assert.Equal(["end → end  ", "été → ÉTÉ"], bounded);
        Assert.Equal(["end → end  ", "straße → Strasse", "été → ÉTÉ"], unbounded);
    }

    /// <summary>What is equal is asked of the server: each of these collations has its own opinion of case, accents and spaces at the end.</summary>
    [Theory]
    [InlineData("utf8mb4_general_ci", "abc → ABC", "ete → Été", "fin  → fin")]
    [InlineData("utf8mb4_unicode_ci", "abc → ABC", "ete → Été", "fin  → fin")]
    [InlineData("utf8mb4_bin", "fin  → fin")]
    [InlineData("latin1_swedish_ci", "abc → ABC", "ete → Été", "fin  → fin")]
    [InlineData("latin1_general_cs", "fin  → fin")]
    public Task What_is_equal_is_what_the_parents_collation_takes_for_equal(string collation, params string[] expected) => AssertEqualAsync(collation, expected);

    private async Task AssertEqualAsync(string collation, string[] expected)
    {
        var charset = collation.Split('_')[0];
        await ExecuteAsync(
            $"CREATE TABLE parent (code varchar(20) PRIMARY KEY) CHARACTER SET {charset} COLLATE {collation}",
            "INSERT INTO parent VALUES ('ABC'), ('Été'), ('fin'), ('same')",
            $"CREATE TABLE child (id int PRIMARY KEY, code varchar(20)) CHARACTER SET {charset} COLLATE {collation}",
            "INSERT INTO child VALUES (1, 'abc'), (2, 'ete'), (3, 'fin '), (4, 'same'), (5, 'other')");
        var (parent, child) = (await TableAsync("parent"), await TableAsync("child"));
        await using var point = await OpenAsync(parent, child);

        Assert.Equal(expected, await ReadAsync(point, child, parent, new RespelledPart("code", "code", TakesOver: true)));
    }

    [Fact]
    public async Task The_parents_collation_decides_where_the_reference_has_another_and_what_that_would_take_for_several_is_ambiguous()
    {
        await ExecuteAsync(
            "CREATE TABLE parent (code varchar(20) PRIMARY KEY) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            "INSERT INTO parent VALUES ('one'), ('TWO'), ('two'), ('?')",
            "CREATE TABLE child (id int PRIMARY KEY, code varchar(20)) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "INSERT INTO child VALUES (1, 'ONE'), (2, 'Two'), (3, 'two'), (4, 'one ')",
            "CREATE TABLE latin (code varchar(20) PRIMARY KEY) CHARACTER SET latin1 COLLATE latin1_swedish_ci",
            "INSERT INTO latin VALUES ('Été'), ('?')",
            "CREATE TABLE wide (id int PRIMARY KEY, code varchar(20)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            "INSERT INTO wide VALUES (1, 'été'), (2, 'Été'), (3, '中')");
        var (parent, child, latin, wide) = (await TableAsync("parent"), await TableAsync("child"), await TableAsync("latin"), await TableAsync("wide"));
        await using var point = await OpenAsync(parent, child, latin, wide);
        var code = new RespelledPart("code", "code", TakesOver: true);

        Assert.Equal(["Two → several", "one  → one"], await ReadAsync(point, child, parent, code));
        Assert.Equal(["été → Été"], await ReadAsync(point, wide, latin, code));
    }

    [Fact]
    public async Task Of_a_key_that_is_not_unique_one_that_is_spelled_alike_is_the_parent_and_among_others_none_is()
    {
        await ExecuteAsync(
            "CREATE TABLE parent (id int PRIMARY KEY, code varchar(20), KEY (code)) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "INSERT INTO parent VALUES (1, 'abc'), (2, 'ABC'), (3, 'Only'), (4, 'Only')",
            "CREATE TABLE child (id int PRIMARY KEY, code varchar(20)) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "INSERT INTO child VALUES (1, 'abc'), (2, 'Abc'), (3, 'only')");
        var (parent, child) = (await TableAsync("parent"), await TableAsync("child"));
        await using var point = await OpenAsync(parent, child);

        Assert.Equal(["Abc → several", "only → Only"], await ReadAsync(point, child, parent, new RespelledPart("code", "code", TakesOver: true)));
    }

    [Fact]
    public async Task Of_several_columns_text_takes_over_and_the_others_are_the_same()
    {
        await ExecuteAsync(
            "CREATE TABLE parent (org varchar(5), number int, code varchar(20), on_day date, PRIMARY KEY (org, number, code, on_day)) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "INSERT INTO parent VALUES ('A', 1, 'Été', '2024-02-29'), ('A', 2, 'ÉTÉ', '2024-02-29'), ('b', 1, 'Été', '2024-02-29')",
            "CREATE TABLE child (id int PRIMARY KEY, o varchar(5), n bigint zerofill, c varchar(20), d date) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "INSERT INTO child VALUES (1, 'a', 1, 'ete', '2024-02-29'), (2, 'A', 2, 'ete', '2024-02-29'), (3, 'A', 3, 'ete', '2024-02-29'), (4, 'b', 1, 'Été', '2024-02-29'), (5, 'B', 1, 'Été', '2024-03-01'), (6, NULL, 1, 'ete', '2024-02-29')");
        var (parent, child) = (await TableAsync("parent"), await TableAsync("child"));
        await using var point = await OpenAsync(parent, child);
        RespelledPart[] Parts(bool org) => [new("o", "org", org), new("n", "number", TakesOver: false), new("c", "code", TakesOver: true), new("d", "on_day", TakesOver: false)];

        Assert.Equal(["A,2,ete,2024-02-29 → A,2,ÉTÉ,2024-02-29", "a,1,ete,2024-02-29 → A,1,Été,2024-02-29"], await ReadAsync(point, child, parent, Parts(org: true)));
        Assert.Equal(["A,2,ete,2024-02-29 → A,2,ÉTÉ,2024-02-29"], await ReadAsync(point, child, parent, Parts(org: false)));
    }

    private async Task<IEnumerable<string>> ReadAsync(IConsistentPoint point, SourceTable child, SourceTable parent, params RespelledPart[] parts) =>
        (await point.ReadRespellingsAsync(SourceReads.Of(child, []), parent, new RespelledReference(parent.Name, parts), Cancel))
        .Select(pair => $"{pair.From} → {pair.To ?? "several"}".Replace(SourceKey.Separator, ','))
        .Order(StringComparer.Ordinal);
}
