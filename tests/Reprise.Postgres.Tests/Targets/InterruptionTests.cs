using Reprise.Core.Problems;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>The server's process dies in the middle of a transaction: nothing is half there, and the same step ends it right.</summary>
public sealed class InterruptionTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    [Theory]
    [InlineData("member")]
    [InlineData("club")]
    public async Task A_connection_lost_while_a_lot_is_published_leaves_nothing_and_a_repeat_publishes_it(string table)
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        await application.ExecuteAsync(
            $"""
            CREATE TABLE deadly AS SELECT true AS now;
            GRANT SELECT ON deadly TO {application.Role};
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF EXISTS (SELECT FROM {application.Schema}.deadly WHERE now) THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END';
            CREATE TRIGGER die AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION die()
            """);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application), await People.MembersAsync(application));
        await run.StageAsync("club", People.Club(1, "a"), People.Club(2, "b", parent: 1));
        await run.StageAsync("member", People.Member(1, 1, "a@x"), People.Member(2, 2, "b@x", sponsor: 1));
        await run.ResolveAsync();

        var lost = await Assert.ThrowsAsync<RepriseException>(() => run.PublishAsync());

        Assert.True(lost.IsTransient, lost.Message);
        Assert.Equal(["0|0|0"], await application.QueryAsync($"SELECT (SELECT count(*) FROM club), (SELECT count(*) FROM member), count(*) FROM reprise.published_lot WHERE run = '{run.Lease.Run}'"));
        await application.ExecuteAsync("UPDATE deadly SET now = false");
        await run.PublishAsync();
        Assert.Equal(["2|2|1"], await application.QueryAsync($"SELECT (SELECT count(*) FROM club), (SELECT count(*) FROM member), count(*) FROM reprise.published_lot WHERE run = '{run.Lease.Run}'"));
        Assert.Empty(await run.DifferencesAsync("club"));
        Assert.Empty(await run.DifferencesAsync("member"));
    }
}
