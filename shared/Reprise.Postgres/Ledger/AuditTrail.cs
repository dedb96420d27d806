using System.Security.Cryptography;
using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>audit</c>: who did what, each row carrying the hash of the one before, so that a change or a gap shows.</summary>
internal static class AuditTrail
{
    /// <summary>Key of the advisory lock under which rows are appended one after the other.</summary>
    private const long ChainLock = 0x4175_6469_74;

    /// <summary>What the first row follows.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Appends a row in the transaction of what it speaks of: last, since every other appending transaction waits for its end.</summary>
    public static async Task AppendAsync(NpgsqlConnection connection, RunId run, string actor, string action, string detail, CancellationToken cancellationToken)
    {
        // A statement of its own: the next one must see what was committed while this one waited.
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [ChainLock], cancellationToken);
        var (at, previous) = (await connection.QueryAsync(
            "SELECT clock_timestamp(), (SELECT hash FROM reprise.audit ORDER BY id DESC LIMIT 1)",
            [],
            reader => (reader.GetDateTime(0), reader.Nullable<byte[]>(1) ?? Genesis),
            cancellationToken))[0];
        await connection.ExecuteAsync(
            "INSERT INTO reprise.audit (run, actor, action, detail, at, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [run.Value, actor, action, detail, at, previous, new AuditEntry(run.Value, actor, action, detail, at).HashAfter(previous)],
            cancellationToken);
    }
}
