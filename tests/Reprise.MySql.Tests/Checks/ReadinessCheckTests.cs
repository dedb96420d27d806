using MySqlConnector;
using Reprise.Core.Problems;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Checks;

public abstract class ReadinessCheckTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : ReadinessCheckTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : ReadinessCheckTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : ReadinessCheckTests(SourceServer.MySql);

    [Fact]
    public async Task A_migration_account_is_ready()
    {
        await ExecuteAsync("CREATE TABLE t (n int)");

        Assert.Empty(await Source.CheckAsync(await AccountAsync($"SELECT, LOCK TABLES ON {Database}.*"), Cancel));
    }

    [Fact]
    public async Task An_account_that_sees_nothing_is_told_the_grant()
    {
        await ExecuteAsync("CREATE TABLE t (n int)");

        var problem = Assert.Single(await Source.CheckAsync(await AccountAsync($"EXECUTE ON {Database}.*"), Cancel));

        Assert.Equal("missing_privilege", problem.Code);
        Assert.Contains($"GRANT SELECT, LOCK TABLES ON `{Database.Replace("_", "\\_", StringComparison.Ordinal)}`.* TO 'account'@'host';", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_may_be_written_but_not_read_is_named()
    {
        await ExecuteAsync("CREATE TABLE open_to_all (n int)", "CREATE TABLE secret (n int)");
        var account = await AccountAsync($"SELECT ON {Database}.open_to_all");
        var name = new MySqlConnectionStringBuilder(account).UserID;
        await ServerAsync($"GRANT LOCK TABLES ON {Database}.* TO '{name}'@'%'", $"GRANT INSERT ON {Database}.secret TO '{name}'@'%'");

        var problem = Assert.Single(await Source.CheckAsync(account, Cancel));

        Assert.Equal("missing_privilege", problem.Code);
        Assert.Contains("table secret", problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("As an administrator: GRANT SELECT ON ", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_right_to_lock_the_server_must_keep_positions()
    {
        await ExecuteAsync("CREATE TABLE t (n int)");
        var hasLog = (await ListAsync("SELECT @@log_bin"))[0] == "1";

        var problems = await Source.CheckAsync(await AccountAsync($"SELECT ON {Database}.*"), Cancel);

        if (hasLog)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Equal("no_consistent_point", Assert.Single(problems).Code);
            Assert.Contains("GRANT LOCK TABLES ON", problems[0].Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_account_without_access_to_the_database_is_told_the_grant()
    {
        var problem = Assert.Single(await Source.CheckAsync(await AccountAsync(null), Cancel));

        Assert.Equal(ErrorCodes.ConnectionFailed, problem.Code);
        Assert.Contains("GRANT SELECT, LOCK TABLES ON", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_fails_is_a_problem_among_others()
    {
        var builder = new MySqlConnectionStringBuilder(ConnectionString) { Database = string.Empty };
        Assert.Equal(ErrorCodes.InvalidConfiguration, Assert.Single(await Source.CheckAsync(builder.ConnectionString, Cancel)).Code);

        builder = new MySqlConnectionStringBuilder(ConnectionString) { Port = 1 };
        Assert.Equal(ErrorCodes.ConnectionFailed, Assert.Single(await Source.CheckAsync(builder.ConnectionString, Cancel)).Code);
    }
}
