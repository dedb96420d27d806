using MySqlConnector;
using Reprise.Core.Problems;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Connections;

public abstract class ConnectionFailureTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : ConnectionFailureTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : ConnectionFailureTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : ConnectionFailureTests(SourceServer.MySql);

    [Fact]
    public async Task A_wrong_password_names_the_place_and_neither_account_nor_password()
    {
        var builder = new MySqlConnectionStringBuilder(await AccountAsync($"SELECT ON {Database}.*"));
        var (account, host) = (builder.UserID, $"{builder.Server}:{builder.Port}");
        builder.Password = "not-the-one";

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => Source.ReadCatalogAsync(builder.ConnectionString, Cancel));

        Assert.Equal(ErrorCodes.ConnectionFailed, failure.Code);
        Assert.False(failure.IsTransient);
        Assert.Contains(host, failure.Message, StringComparison.Ordinal);
        Assert.Contains(Database, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(account, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-one", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_database_is_said_to_be_unknown()
    {
        var builder = new MySqlConnectionStringBuilder(ConnectionString) { Database = Database + "x" };

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => Source.ReadCatalogAsync(builder.ConnectionString, Cancel));

        Assert.Equal(ErrorCodes.ConnectionFailed, failure.Code);
        Assert.StartsWith($"There is no database {Database}x at ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_may_answer_later()
    {
        var builder = new MySqlConnectionStringBuilder(ConnectionString) { Port = 1 };

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => Source.ReadCatalogAsync(builder.ConnectionString, Cancel));

        Assert.Equal(ErrorCodes.ConnectionFailed, failure.Code);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_not_failed()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source.ReadCatalogAsync(ConnectionString, cancelled.Token));
    }
}
