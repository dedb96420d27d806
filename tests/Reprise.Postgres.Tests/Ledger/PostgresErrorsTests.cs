using Npgsql;
using Reprise.Core.Problems;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Tests.Ledger;

public sealed class PostgresErrorsTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private const string Secret = "Dupont75";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Statements whose failure PostgreSQL describes with the value that caused it.</summary>
    public static TheoryData<string, string> Failures => new()
    {
        { $"SELECT '{Secret}'::integer", "22P02" },
        { $"CREATE TEMP TABLE t (a text PRIMARY KEY); INSERT INTO t VALUES ('{Secret}'), ('{Secret}')", "23505" },
        { $"CREATE TEMP TABLE t (a text CHECK (a = '')); INSERT INTO t VALUES ('{Secret}')", "23514" },
        { $"CREATE TEMP TABLE t (a text, b text NOT NULL); INSERT INTO t VALUES ('{Secret}', NULL)", "23502" },
        { $"DO $$ BEGIN RAISE EXCEPTION '{Secret}'; END $$", "P0001" },
        { $"SELECT \"{Secret}\"", "42703" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_names_server_and_state_and_never_a_value(string sql, string state)
    {
        var failure = await FailAsync(sql);

        Assert.Contains(state, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{new NpgsqlConnectionStringBuilder(ledger.Target.AsReprise).Database}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("53100")]
    [InlineData("53300")]
    [InlineData("55P03")]
    [InlineData("57P01")]
    [InlineData("57P02")]
    [InlineData("57P03")]
    [InlineData("08006")]
    public async Task What_may_pass_by_itself_is_transient(string state)
    {
        var failure = await FailAsync($"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$");

        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_wrong_password_is_reported_without_it()
    {
        var wrong = new NpgsqlConnectionStringBuilder(ledger.Target.AsReprise) { Password = Secret }.ConnectionString;
        await using var database = new Database(wrong);

        var failure = await Assert.ThrowsAsync<RepriseException>(() => database.UseAsync(_ => Task.FromResult(0), Cancellation));

        Assert.Equal((ErrorCodes.ConnectionFailed, false), (failure.Code, failure.IsTransient));
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_may_come_back()
    {
        await using var database = new Database("Host=127.0.0.1;Port=1;Username=u;Password=p;Database=d");

        var failure = await Assert.ThrowsAsync<RepriseException>(() => database.UseAsync(_ => Task.FromResult(0), Cancellation));

        Assert.Equal((ErrorCodes.ConnectionFailed, true), (failure.Code, failure.IsTransient));
        Assert.Contains("127.0.0.1:1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"Host=h;Pasword={Secret}")]
    [InlineData($"Host=h;Port={Secret}")]
    [InlineData(Secret)]
    public void A_connection_string_that_cannot_be_read_is_not_repeated(string connection)
    {
        var failure = Assert.Throws<RepriseException>(() => new Database(connection));

        Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    private Task<RepriseException> FailAsync(string sql) =>
        Assert.ThrowsAsync<RepriseException>(() => ledger.Database.UseAsync(connection => connection.ExecuteAsync(sql, [], Cancellation), Cancellation));
}
