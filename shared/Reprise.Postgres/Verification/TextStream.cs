using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Npgsql;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Copy;

namespace Reprise.Postgres.Verification;

/// <summary>Reads a whole target table for verification, every value as PostgreSQL prints it.</summary>
internal sealed class TextStream(Database database)
{
    private const int LargeRow = 4 << 20;

    /// <summary>The rows, cells in the order of the table plan's rules. The row is reused.</summary>
    public IAsyncEnumerable<CellRow> ReadAsync(RunTable table, CancellationToken cancellationToken) =>
        database.StreamAsync(connection => ReadAsync(connection, table, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<CellRow> ReadAsync(NpgsqlConnection connection, RunTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(TargetText.Settings, [], cancellationToken);
        var columns = table.Rules.Select(rule => TargetText.Of(table.Target.Find(rule.Column)!.Type, Sql.Quote(rule.Column)));
        await using var stream = await connection.BeginRawBinaryCopyAsync(
            $"COPY (SELECT {string.Join(", ", columns)} FROM {Sql.Quote(table.Target.Name)}) TO STDOUT (FORMAT binary)",
            cancellationToken);
        var reader = new CopyStreamReader(stream);
        await reader.ReadHeaderAsync(cancellationToken);
        var row = new CellRow();
        while (await NextAsync(reader, row, cancellationToken))
        {
            yield return row;
        }
    }

    /// <summary>Reads a row; false at the end. Nearly every row is in memory as a whole, and one that is not is soon; only a large one is read cell by cell.</summary>
    private static async ValueTask<bool> NextAsync(CopyStreamReader reader, CellRow row, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryRead(reader.Ready, row, out var length, out var isEnd))
            {
                reader.Pass(length);
                return !isEnd;
            }

            if (reader.Ready.Length >= LargeRow)
            {
                return await ReadCellsAsync(reader, row, cancellationToken);
            }

            await reader.ReadMoreAsync(cancellationToken);
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, CellRow row, out int length, out bool isEnd)
    {
        (length, isEnd) = (sizeof(short), false);
        if (bytes.Length < length)
        {
            return false;
        }

        var count = BinaryPrimitives.ReadInt16BigEndian(bytes);
        isEnd = count < 0;
        if (!row.TryLoad(bytes[sizeof(short)..], Math.Max(count, (short)0), out var cells))
        {
            return false;
        }

        length += cells;
        return true;
    }

    private static async ValueTask<bool> ReadCellsAsync(CopyStreamReader reader, CellRow row, CancellationToken cancellationToken)
    {
        row.Clear();
        await reader.EnsureAsync(2, cancellationToken);
        var count = reader.ReadInt16();
        for (var i = 0; i < count; i++)
        {
            await reader.EnsureAsync(4, cancellationToken);
            var length = reader.ReadInt32();
            if (length < 0)
            {
                row.AppendNull();
                continue;
            }

            await reader.ReadAsync(row.ReserveArray(length), cancellationToken);
            row.Commit(length);
        }

        return count >= 0;
    }
}
