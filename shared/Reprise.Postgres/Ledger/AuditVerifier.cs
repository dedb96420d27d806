using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Reads the audit trail, and recomputes its chain.</summary>
internal sealed class AuditVerifier(Database database) : IAuditTrail
{
    public Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await using var command = connection.Command("SELECT id, previous, hash, run, actor, action, detail, at FROM reprise.audit ORDER BY id");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = 0L;
            var head = AuditTrail.Genesis;
            while (await reader.ReadAsync(cancellationToken))
            {
                var (id, previous, hash, entry) = Read(reader);
                if (!previous.AsSpan().SequenceEqual(head) || !hash.AsSpan().SequenceEqual(entry.HashAfter(head)))
                {
                    return new AuditVerdict(rows, Convert.ToHexStringLower(head), id);
                }

                head = hash;
                rows++;
            }

            return new AuditVerdict(rows, Convert.ToHexStringLower(head), BrokenAt: null);
        },
        cancellationToken);

    public Task<IReadOnlyList<AuditRow>> ListAsync(RunId? run, int limit, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<AuditRow>>(
        async connection => await connection.QueryAsync(
            "SELECT * FROM (SELECT id, at, run, actor, action, detail FROM reprise.audit WHERE $1::text IS NULL OR run = $1 ORDER BY id DESC LIMIT $2) AS newest ORDER BY id",
            [new NpgsqlParameter<string?> { TypedValue = run?.Value }, limit],
            reader => new AuditRow(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.Nullable<string>(2), reader.GetString(3), reader.GetString(4), reader.GetString(5)),
            cancellationToken),
        cancellationToken);

    private static (long Id, byte[] Previous, byte[] Hash, AuditEntry Entry) Read(NpgsqlDataReader reader) => (
        reader.GetInt64(0),
        reader.GetFieldValue<byte[]>(1),
        reader.GetFieldValue<byte[]>(2),
        new AuditEntry(reader.Nullable<string>(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetDateTime(7)));
}
