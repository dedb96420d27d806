using Npgsql;
using Reprise.Core.Ports;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Recomputes the chain of the audit trail.</summary>
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

    private static (long Id, byte[] Previous, byte[] Hash, AuditEntry Entry) Read(NpgsqlDataReader reader) => (
        reader.GetInt64(0),
        reader.GetFieldValue<byte[]>(1),
        reader.GetFieldValue<byte[]>(2),
        new AuditEntry(reader.Nullable<string>(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetDateTime(7)));
}
