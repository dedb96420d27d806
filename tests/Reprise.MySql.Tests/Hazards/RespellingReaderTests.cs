using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Hazards;

/// <summary>How references are spelled that only a collation holds together.</summary>
public abstract class RespellingReaderTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : RespellingReaderTests(SourceServer.MariaDb);

    public sealed class OnMySql() : RespellingReaderTests(SourceServer.MySql);

    [Fact]
    public async Task Each_spelling_that_differs_comes_once_with_that_of_its_parent_if_the_column_takes_it()
    {
        await ExecuteAsync(
            "CREATE TABLE parent (code varchar(20) PRIMARY KEY) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "INSERT INTO parent VALUES ('ÉTÉ'), ('Same'), ('Strasse'), (CONCAT('nul', CHAR(0))), ('end  ')",
            "CREATE TABLE child (id int PRIMARY KEY, code varchar(6), KEY (code)) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "INSERT INTO child VALUES (1, 'été'), (2, 'été'), (3, 'Same'), (4, 'straße'), (5, 'NUL'), (6, 'end'), (7, NULL), (8, 'alone')");
        await using var point = await OpenAsync(await TableAsync("parent"), await TableAsync("child"));

        var bounded = await point.ReadRespellingsAsync("child", new RespelledColumn("code", "parent", "code", 6), Cancel);
        var unbounded = await point.ReadRespellingsAsync("child", new RespelledColumn("code", "parent", "code", 0), Cancel);

        Assert.Equal([new Respelling("end", "end  "), new Respelling("été", "ÉTÉ")], bounded.OrderBy(pair => pair.From, StringComparer.Ordinal));
        Assert.Equal(["end", "straße", "été"], unbounded.Select(pair => pair.From).Order(StringComparer.Ordinal));
    }
}
