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

    private static async ValueTask<bool> NextAsync(CopyStreamReader reader, CellRow row, CancellationToken cancellationToken)
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
