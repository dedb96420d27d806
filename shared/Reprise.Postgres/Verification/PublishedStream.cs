using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Copy;

namespace Reprise.Postgres.Verification;

/// <summary>A table on its way out of the server, in batches.</summary>
internal sealed class PublishedStream : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlRawCopyStream _stream;
    private readonly CopyStreamReader _reader;
    private readonly ColumnDecoder.Append[] _decoders;
    private readonly ColumnBatchPool _pool;
    private bool _isAtEnd;

    private PublishedStream(NpgsqlConnection connection, NpgsqlRawCopyStream stream, IReadOnlyList<TargetColumn> columns, IReadOnlyList<BatchColumn> wanted)
    {
        _connection = connection;
        _stream = stream;
        _reader = new CopyStreamReader(stream);
        _decoders = [.. columns.Zip(wanted, (column, want) => ColumnDecoder.For(column.Type, want.Type))];
        _pool = new ColumnBatchPool(wanted);
    }

    public static async Task<PublishedStream> OpenAsync(
        NpgsqlDataSource source,
        TableName table,
        IReadOnlyList<TargetColumn> columns,
        IReadOnlyList<BatchColumn> wanted,
        CancellationToken cancellationToken)
    {
        // COPY (SELECT …): COPY of a name would leave out the partitions of a partitioned table.
        var copy = $"COPY (SELECT {Sql.List(columns.Select(column => column.Name))} FROM {Sql.Quote(table)}) TO STDOUT (FORMAT binary)";
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var published = new PublishedStream(connection, await connection.BeginRawBinaryCopyAsync(copy, cancellationToken), columns, wanted);
            await published._reader.ReadHeaderAsync(cancellationToken);
            return published;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next batch, which the receiver disposes; null at the end.</summary>
    public async Task<ColumnBatch?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
        {
            return null;
        }

        var batch = _pool.Rent();
        await FillAsync(batch, cancellationToken);
        if (batch.RowCount > 0)
        {
            return batch;
        }

        batch.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task FillAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        var limits = BatchLimits.Default;
        while (batch.RowCount < limits.MaxRows && batch.ByteCount < limits.MaxBytes)
        {
            await _reader.EnsureAsync(sizeof(short), cancellationToken);
            if (_reader.ReadInt16() < 0)
            {
                _isAtEnd = true;
                return;
            }

            for (var i = 0; i < _decoders.Length; i++)
            {
                await _reader.EnsureAsync(sizeof(int), cancellationToken);
                var length = _reader.ReadInt32();
                if (length < 0)
                {
                    batch.Columns[i].AppendNull();
                    continue;
                }

                await _reader.EnsureAsync(length, cancellationToken);
                _decoders[i](_reader.ReadBytes(length), batch.Columns[i]);
            }
        }
    }
}
