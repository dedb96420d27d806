using System.Runtime.CompilerServices;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Copy;

namespace Reprise.Postgres.Verification;

/// <summary>Reads a published table back by binary COPY, into columns.</summary>
internal sealed class PublishedReader(Database database)
{
    public async IAsyncEnumerable<ColumnBatch> ReadAsync(RunTable table, IReadOnlyList<BatchColumn> columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var layout = StagingLayout.For(table).Columns;
        var decoders = layout.Zip(columns, (column, wanted) => ColumnDecoder.For(column.Type, wanted.Type)).ToArray();
        var pool = new ColumnBatchPool(columns);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var stream = await connection.BeginRawBinaryCopyAsync(
            $"COPY {Sql.Quote(table.Target.Name)} ({Sql.List(layout.Select(column => column.Name))}) TO STDOUT (FORMAT binary)",
            cancellationToken);
        var reader = new CopyStreamReader(stream);
        await reader.ReadHeaderAsync(cancellationToken);
        while (true)
        {
            var batch = pool.Rent();
            var more = await FillAsync(reader, batch, decoders, cancellationToken);
            if (batch.RowCount == 0)
            {
                batch.Dispose();
                yield break;
            }

            yield return batch;
            if (!more)
            {
                yield break;
            }
        }
    }

    /// <summary>Fills a batch; false at the end of the stream.</summary>
    private static async Task<bool> FillAsync(CopyStreamReader reader, ColumnBatch batch, ColumnDecoder.Append[] decoders, CancellationToken cancellationToken)
    {
        var limits = BatchLimits.Default;
        while (batch.RowCount < limits.MaxRows && batch.ByteCount < limits.MaxBytes)
        {
            await reader.EnsureAsync(2, cancellationToken);
            if (reader.ReadInt16() < 0)
            {
                return false;
            }

            for (var i = 0; i < decoders.Length; i++)
            {
                await reader.EnsureAsync(4, cancellationToken);
                var length = reader.ReadInt32();
                if (length < 0)
                {
                    batch.Columns[i].AppendNull();
                    continue;
                }

                await reader.EnsureAsync(length, cancellationToken);
                decoders[i](reader.ReadBytes(length), batch.Columns[i]);
            }
        }

        return true;
    }
}
