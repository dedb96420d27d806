using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>audit</c>: who did what, each row carrying the hash of the one before, so that a change or a gap shows.</summary>
internal static class AuditTrail
{
    /// <summary>Key of the advisory lock under which rows are appended one after the other.</summary>
    private const long ChainLock = 0x4175_6469_74;

    private static readonly byte[] Genesis = new byte[SHA256.HashSizeInBytes];

    /// <summary>Appends a row in the transaction of what it speaks of.</summary>
    public static async Task AppendAsync(NpgsqlConnection connection, RunId run, string actor, string action, string detail, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [ChainLock], cancellationToken);
        await using var last = connection.Command("SELECT hash FROM reprise.audit ORDER BY id DESC LIMIT 1");
        var previous = await last.ExecuteScalarAsync(cancellationToken) as byte[] ?? Genesis;
        await using var clock = connection.Command("SELECT clock_timestamp()");
        var at = (DateTime)(await clock.ExecuteScalarAsync(cancellationToken))!;
        await connection.ExecuteAsync(
            "INSERT INTO reprise.audit (run, actor, action, detail, at, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [run.Value, actor, action, detail, at, previous, Hash(previous, run.Value, actor, action, detail, at)],
            cancellationToken);
    }

    /// <summary>Id of the first row whose hash or link is not what it was when written; null when the chain is whole.</summary>
    public static async Task<long?> FindBreakAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync(
            "SELECT id, run, actor, action, detail, at, previous, hash FROM reprise.audit ORDER BY id",
            [],
            reader => (
                Id: reader.GetInt64(0),
                Previous: reader.GetFieldValue<byte[]>(6),
                Hash: reader.GetFieldValue<byte[]>(7),
                Expected: Hash(reader.GetFieldValue<byte[]>(6), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetDateTime(5))),
            cancellationToken);
        var previous = Genesis;
        foreach (var row in rows)
        {
            if (!row.Previous.AsSpan().SequenceEqual(previous) || !row.Hash.AsSpan().SequenceEqual(row.Expected))
            {
                return row.Id;
            }

            previous = row.Hash;
        }

        return null;
    }

    private static byte[] Hash(byte[] previous, string run, string actor, string action, string detail, DateTime at)
    {
        var text = string.Join('\n', run, actor, action, detail, at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(text)]);
    }
}
