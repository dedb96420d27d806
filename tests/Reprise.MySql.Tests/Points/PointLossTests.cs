using System.Globalization;
using MySqlConnector;
using Reprise.Core.Columns;
using Reprise.Core.Problems;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Points;

public abstract class PointLossTests(SourceServer server) : PointTests(server)
{
    public sealed class OnMariaDb() : PointLossTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : PointLossTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : PointLossTests(SourceServer.MySql);

    [Fact]
    public async Task A_lost_connection_among_several_is_dropped_and_the_point_goes_on()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, 2, Cancel);
        await ExecuteAsync("DELETE FROM t1");

        await ServerAsync($"KILL {(await ReadersAsync(2))[0]}");

        Assert.Equal(5050, await SumAsync(point, tables[0]));
        Assert.Equal(5050, await SumAsync(point, tables[0]));
        Assert.False(point.IsBroken);
    }

    [Fact]
    public async Task A_point_without_connections_is_lost_and_says_so()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, 2, Cancel);
        foreach (var id in await ReadersAsync(2))
        {
            await ServerAsync($"KILL {id}");
        }

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => SumAsync(point, tables[0]));

        Assert.Equal(ErrorCodes.SourcePointLost, failure.Code);
        Assert.True(failure.IsTransient);
        Assert.True(point.IsBroken);
        Assert.Equal(ErrorCodes.SourcePointLost, (await Assert.ThrowsAnyAsync<RepriseException>(() => point.PlanChunksAsync(KeyOf(tables[0]), 10, Cancel))).Code);
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_a_read_loses_a_point_of_one_reader()
    {
        await ExecuteAsync("CREATE TABLE big (n int PRIMARY KEY, v varchar(1000))", $"INSERT INTO big SELECT seq, REPEAT('x', 1000) FROM {Sequence(50000)}");
        var table = await TableAsync("big");
        await using var point = await Source.OpenPointAsync(ConnectionString, [table], 1, Cancel);
        var read = Read(table, new BatchColumn("v", new ColumnType(ValueKind.Text)));

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(async () =>
        {
            var isKilled = false;
            await foreach (var batch in point.ReadAsync(read, Whole, new BatchLimits(100, 1 << 20), Cancel))
            {
                batch.Dispose();
                if (!isKilled)
                {
                    isKilled = true;
                    await ServerAsync($"KILL {(await ReadersAsync(1))[0]}");
                }
            }
        });

        Assert.Equal(ErrorCodes.SourcePointLost, failure.Code);
        Assert.True(failure.IsTransient);
        Assert.True(point.IsBroken);
    }

    [Fact]
    public async Task A_table_altered_after_opening_loses_the_point()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel);
        await ExecuteAsync("ALTER TABLE t1 ADD COLUMN later int, ALGORITHM=COPY");

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => SumAsync(point, tables[0]));

        Assert.Equal(ErrorCodes.SourcePointLost, failure.Code);
        Assert.True(point.IsBroken);
    }

    /// <summary>Connections of the point: those of the database, once the ones that are closing are gone.</summary>
    private async Task<List<string>> ReadersAsync(int count)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var ids = await ConnectionsAsync();
            if (ids.Count == count)
            {
                return ids;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }

        throw new InvalidOperationException($"The point never had {count} connections.");
    }

    /// <summary>
    /// MySQL makes a table of the process list with every statement in it, and gives up where one, of another test, has a character that
    /// the table cannot hold; its threads have no such column. MariaDB keeps none of these unless it is told to.
    /// </summary>
    private string ConnectionsQuery => !IsMariaDb
        ? $"SELECT PROCESSLIST_ID FROM performance_schema.threads WHERE PROCESSLIST_DB = '{Database}'"
        : $"SELECT ID FROM information_schema.PROCESSLIST WHERE DB = '{Database}'";

    private async Task<List<string>> ConnectionsAsync()
    {
        await using var connection = new MySqlConnection(ServerConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new MySqlCommand(ConnectionsQuery, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var ids = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            ids.Add(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        }

        return ids;
    }
}
