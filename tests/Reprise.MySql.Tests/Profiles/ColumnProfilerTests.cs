using Reprise.Core.Catalogs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Profiles;

public abstract class ColumnProfilerTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : ColumnProfilerTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : ColumnProfilerTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : ColumnProfilerTests(SourceServer.MySql);

    [Fact]
    public async Task Columns_that_their_type_does_not_decide_are_profiled()
    {
        await ExecuteAsync(
            """
            CREATE TABLE t (id int PRIMARY KEY, flag tinyint(1), wide tinyint(4), big bigint unsigned, nothing tinyint(1) unsigned,
              born date NOT NULL, seen datetime(3) NOT NULL, maybe date)
            """,
            "INSERT INTO t VALUES (1, -3, 9, 18446744073709551615, NULL, '0000-00-00', '2024-05-00', '0000-00-00'), (2, 2, 9, 5, NULL, '2024-00-00', '2024-05-01', NULL), (3, NULL, 9, NULL, NULL, '2024-05-01', '2024-05-01', NULL)");

        var profiles = await Source.ProfileAsync(ConnectionString, [await TableAsync("t")], Cancel);

        Assert.Equal(
            [
                new ColumnProfile("t", "flag", -3, 2, 0),
                new ColumnProfile("t", "big", 5, 18446744073709551615, 0),
                new ColumnProfile("t", "nothing", null, null, 0),
                new ColumnProfile("t", "born", null, null, 2),
                new ColumnProfile("t", "seen", null, null, 1),
            ],
            profiles);
    }

    [Fact]
    public async Task An_empty_table_has_no_values_and_no_zero_dates()
    {
        await ExecuteAsync("CREATE TABLE t (flag tinyint(1), born date NOT NULL)");

        Assert.Equal(
            [new ColumnProfile("t", "flag", null, null, 0), new ColumnProfile("t", "born", null, null, 0)],
            await Source.ProfileAsync(ConnectionString, [await TableAsync("t")], Cancel));
    }

    [Fact]
    public async Task A_table_without_such_columns_is_not_asked()
    {
        await ExecuteAsync("CREATE TABLE t (n int)");
        var table = await TableAsync("t");
        await ExecuteAsync("DROP TABLE t");

        Assert.Empty(await Source.ProfileAsync(ConnectionString, [table], Cancel));
    }
}
