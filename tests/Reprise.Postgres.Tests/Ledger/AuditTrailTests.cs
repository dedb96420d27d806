using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Ledger;

namespace Reprise.Postgres.Tests.Ledger;

public sealed class AuditTrailTests
{
    private static readonly DateTime At = new(2026, 11, 24, 9, 30, 0, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What a superuser may do to the second of six rows, and the row at which it shows.</summary>
    public static TheoryData<string, int> Tampering => new()
    {
        { "UPDATE reprise.audit SET actor = 'nobody' WHERE id = $1", 2 },
        { "UPDATE reprise.audit SET detail = detail || ' ' WHERE id = $1", 2 },
        { "UPDATE reprise.audit SET run = NULL WHERE id = $1", 2 },
        { "UPDATE reprise.audit SET at = at + interval '1 microsecond' WHERE id = $1", 2 },
        { "UPDATE reprise.audit SET hash = sha256(hash) WHERE id = $1", 2 },
        { "DELETE FROM reprise.audit WHERE id = $1", 3 },
    };

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task What_a_superuser_changes_is_found_at_the_row_that_shows_it(string sql, int row)
    {
        await using var ledger = new LedgerFixture();
        await ledger.InitializeAsync();
        await WriteRowsAsync(ledger);
        var whole = await ledger.Audit.VerifyAsync(Cancellation);
        await using var administrator = NpgsqlDataSource.Create(ledger.Target.AsAdministrator);
        var ids = await IdsAsync(administrator);

        await ExecuteAsync(administrator, "ALTER TABLE reprise.audit DISABLE TRIGGER USER");
        await ExecuteAsync(administrator, sql, ids[1]);
        var broken = await ledger.Audit.VerifyAsync(Cancellation);

        Assert.Equal((6L, (long?)null), (whole.Rows, whole.BrokenAt));
        Assert.Equal((1L, (long?)ids[row - 1]), (broken.Rows, broken.BrokenAt));
    }

    [Theory]
    [InlineData("UPDATE reprise.audit SET actor = 'nobody'")]
    [InlineData("DELETE FROM reprise.audit")]
    [InlineData("TRUNCATE reprise.audit")]
    [InlineData("SET session_replication_role = replica; DELETE FROM reprise.audit")]
    public async Task The_ledger_refuses_changes_even_of_a_superuser_who_turned_triggers_off(string sql)
    {
        await using var ledger = new LedgerFixture();
        await ledger.InitializeAsync();
        await WriteRowsAsync(ledger);
        await using var administrator = NpgsqlDataSource.Create(ledger.Target.AsAdministrator);

        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(administrator, sql));
        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Database.UseAsync(
            connection => Connections.CommandExtensions.ExecuteAsync(connection, "DELETE FROM reprise.audit", [], Cancellation), Cancellation));

        Assert.Equal("target_failed", refused.Code);
        Assert.Equal(6, (await ledger.Audit.VerifyAsync(Cancellation)).Rows);
    }

    [Fact]
    public async Task Nodes_that_append_together_make_one_chain()
    {
        await using var ledger = new LedgerFixture();
        await ledger.InitializeAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ledger.LeaseAsync()));

        var verdict = await ledger.Audit.VerifyAsync(Cancellation);
        Assert.Equal((12L, (long?)null), (verdict.Rows, verdict.BrokenAt));
    }

    [Fact]
    public void Text_that_moves_from_one_field_to_the_next_changes_the_hash()
    {
        AuditEntry[] entries =
        [
            new("r", "a", "bc", "d", At),
            new("r", "ab", "c", "d", At),
            new("r", "a", "b", "c\nd", At),
            new("r", "a", "b\nc", "d", At),
            new(null, "a", "bc", "d", At),
            new("-", "a", "bc", "d", At),
            new("r", "a", "bc", "d", At.AddMicroseconds(1)),
        ];

        Assert.Equal(entries.Length, entries.Select(entry => Convert.ToHexString(entry.HashAfter(AuditTrail.Genesis))).Distinct().Count());
    }

    private static async Task WriteRowsAsync(LedgerFixture ledger)
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Waiting, RunDecider.ApprovalRequired, "waits", Cancellation);
        await ledger.Runs.ApproveAsync(lease.Run, new Approval(true, "Mme Durand", "vu", DateTimeOffset.UnixEpoch), [], Cancellation);
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Succeeded, null, null, Cancellation);
        await ledger.Extraction.RecordPurgeAsync(lease.Run, 3, "verified", Cancellation);
        await ledger.LeaseAsync();
    }

    private static async Task<List<long>> IdsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT array_agg(id ORDER BY id) FROM reprise.audit");
        return [.. (long[])(await command.ExecuteScalarAsync(Cancellation))!];
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, long? id = null)
    {
        await using var command = source.CreateCommand(sql);
        if (id is { } value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
