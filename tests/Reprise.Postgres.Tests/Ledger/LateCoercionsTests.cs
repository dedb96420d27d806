using System.Text;
using Npgsql;
using Reprise.Postgres.Ledger;

namespace Reprise.Postgres.Tests.Ledger;

/// <summary>Changes found set by set, with the keys of their rows.</summary>
public sealed class LateCoercionsTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_keys_than_one_statement_takes_are_all_kept_once_and_in_order()
    {
        await RefuseMoreBlocksAtOnceAsync(16);
        var lease = await ledger.LeaseAsync();
        var rows = new LateCoercion("club", "parent", "orphan_foreign_key", After: null, "SELECT number || repeat('k', 1 << 19), 'v' FROM generate_series(1, 70) AS number ORDER BY number");

        var first = await ledger.Database.InTransactionAsync(lease, connection => LateCoercions.AddAsync(connection, ledger.Seal, lease.Run, rows, Cancellation), Cancellation);
        var second = await ledger.Database.InTransactionAsync(
            lease,
            connection => LateCoercions.AddAsync(connection, ledger.Seal, lease.Run, rows with { Rows = "SELECT '71', 'v'" }, Cancellation),
            Cancellation);

        var kept = Assert.Single(await ledger.Losses.ListCoercionsAsync(lease.Run, "club", Cancellation));
        Assert.Equal((70L, 1L, 71L), (first, second, kept.Count));
        Assert.Equal(["x"], kept.Samples);
        Assert.InRange(kept.Keys.Count, 33, 70);
        Assert.Equal(
            Enumerable.Range(1, 71).Select(number => $"{number}"),
            kept.Keys.SelectMany(keys => Encoding.UTF8.GetString(ledger.Seal.Open(lease.Run, "club", keys)).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(key => key.TrimEnd('k')));
    }

    [Fact]
    public async Task Rows_without_a_key_are_counted()
    {
        var lease = await ledger.LeaseAsync();

        await ledger.Database.InTransactionAsync(
            lease,
            connection => LateCoercions.AddAsync(connection, ledger.Seal, lease.Run, new LateCoercion("club", "parent", "orphan_foreign_key", After: null, "SELECT NULL::text, 'v' FROM generate_series(1, 2)"), Cancellation),
            Cancellation);

        var kept = Assert.Single(await ledger.Losses.ListCoercionsAsync(lease.Run, "club", Cancellation));
        Assert.Equal(2L, kept.Count);
        Assert.Empty(kept.Keys);
    }

    private async Task RefuseMoreBlocksAtOnceAsync(int most)
    {
        await using var administrator = NpgsqlDataSource.Create(ledger.Target.AsAdministrator);
        await using var trigger = administrator.CreateCommand(
            $"""
            CREATE FUNCTION reprise.refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$BEGIN IF cardinality(NEW.keys) - coalesce(cardinality(OLD.keys), 0) > {most} THEN RAISE 'too many blocks'; END IF; RETURN NEW; END$$;
            CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON reprise.coercion FOR EACH ROW EXECUTE FUNCTION reprise.refuse()
            """);
        await trigger.ExecuteNonQueryAsync(Cancellation);
    }
}
