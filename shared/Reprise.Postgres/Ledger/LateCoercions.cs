using System.Buffers;
using System.Text;
using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Masking;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Coercions that are found set by set once all chunks are staged. They have chunk 0.</summary>
internal static class LateCoercions
{
    /// <summary>Samples kept of a column and rule.</summary>
    private const int MaxSamples = 3;

    /// <summary>Bytes of keys that are sealed together.</summary>
    private const int BlockBytes = 1 << 20;

    /// <summary>Blocks that one statement takes: PostgreSQL reads a message of at most 1 GiB, and keeps it in memory beside what it makes of it.</summary>
    private const int BlocksPerStatement = 16;

    private const string Append = "UPDATE reprise.coercion SET keys = keys || $5 WHERE run = $1 AND table_plan = $2 AND chunk = 0 AND column_name = $3 AND rule = $4";

    /// <summary>Adds rows to those of a table plan, column and rule. Nothing is recorded where there are none.</summary>
    /// <returns>How many.</returns>
    public static async Task<long> AddAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, LateCoercion coercion, CancellationToken cancellationToken)
    {
        var found = new Found(secret => seal.Seal(run, coercion.Table, secret));
        await using (var command = connection.Command(coercion.Rows))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                found.Add(reader.Nullable<string>(0), reader.Nullable<string>(1), reader.FieldCount > 2 ? ValueMask.Mask(reader.GetString(2)) : coercion.After);
            }
        }

        if (found.Count > 0)
        {
            await SaveAsync(connection, run, coercion, found, cancellationToken);
        }

        return found.Count;
    }

    private static async Task SaveAsync(NpgsqlConnection connection, RunId run, LateCoercion coercion, Found found, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            """
            INSERT INTO reprise.coercion (run, table_plan, chunk, column_name, rule, count, samples) VALUES ($1, $2, 0, $3, $4, $5, $6)
            ON CONFLICT (run, table_plan, chunk, column_name, rule) DO UPDATE SET count = coercion.count + excluded.count
            """,
            [run.Value, coercion.Table, coercion.Column, coercion.Rule, found.Count, found.Samples.ToArray()],
            cancellationToken);
        foreach (var blocks in found.SealedKeys().Chunk(BlocksPerStatement))
        {
            await connection.ExecuteAsync(Append, [run.Value, coercion.Table, coercion.Column, coercion.Rule, blocks], cancellationToken);
        }
    }

    private delegate byte[] Sealing(ReadOnlySpan<byte> secret);

    private sealed class Found(Sealing seal)
    {
        private readonly ArrayBufferWriter<byte> _keys = new();
        private readonly List<byte[]> _sealed = [];

        public long Count { get; private set; }

        public List<string> Samples { get; } = [];

        public void Add(string? key, string? value, string? after)
        {
            Count++;
            if (value is not null && Samples.Count < MaxSamples)
            {
                Samples.Add(after is null ? ValueMask.Mask(value) : $"{ValueMask.Mask(value)} → {after}");
            }

            if (key is not null)
            {
                ChangedKeys.Append(_keys, Encoding.UTF8.GetBytes(key));
                SealFrom(BlockBytes);
            }
        }

        public IReadOnlyList<byte[]> SealedKeys()
        {
            SealFrom(1);
            return _sealed;
        }

        private void SealFrom(int bytes)
        {
            if (_keys.WrittenCount >= bytes)
            {
                _sealed.Add(seal(_keys.WrittenSpan));
                _keys.ResetWrittenCount();
            }
        }
    }
}
