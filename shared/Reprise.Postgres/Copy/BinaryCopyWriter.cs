using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;

namespace Reprise.Postgres.Copy;

/// <summary>Writes mapped batches into a COPY stream, row by row from columns, without a value ever becoming an object.</summary>
/// <param name="stream">The COPY stream, of which the writer leaves the disposal to whom opened it.</param>
/// <param name="types">Types of the table's columns, in the order of the batch's.</param>
/// <param name="chunk">Number written after the columns, with the row's ordinal in the chunk; null = neither.</param>
internal sealed class BinaryCopyWriter(NpgsqlRawCopyStream stream, IReadOnlyList<PgType> types, int? chunk)
{
    /// <summary>Bytes collected before they are handed to the connection.</summary>
    private const int FlushAt = 128 << 10;

    private readonly CopyBuffer _buffer = new();
    private ColumnEncoder[]? _encoders;
    private Column[] _columns = [];

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins the stream.</summary>
    public void WriteHeader()
    {
        _buffer.WriteBytes(CopySignature.Bytes);
        _buffer.WriteInt32(0);
        _buffer.WriteInt32(0);
    }

    /// <summary>Writes the rows of a batch that are not excluded.</summary>
    public async Task WriteAsync(MappedBatch batch, CancellationToken cancellationToken)
    {
        Bind(batch.Rows.Columns);
        for (var row = 0; row < batch.Rows.RowCount; row++)
        {
            if (batch.IsExcluded(row))
            {
                continue;
            }

            WriteRow(row);
            Rows++;
            if (_buffer.Waiting >= FlushAt)
            {
                await _buffer.FlushAsync(stream, cancellationToken);
            }
        }

        // Nothing of the batch is needed once this returns.
        await _buffer.FlushAsync(stream, cancellationToken);
    }

    /// <summary>Ends the stream.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        _buffer.WriteInt16(-1);
        await _buffer.FlushAsync(stream, cancellationToken);
    }

    private void Bind(IReadOnlyList<Column> columns)
    {
        _columns = [.. columns];
        _encoders ??= [.. columns.Select((column, i) => ColumnEncoder.For(column.Type, types[i]))];
        for (var i = 0; i < columns.Count; i++)
        {
            _encoders[i].Bind(columns[i]);
        }
    }

    private void WriteRow(int row)
    {
        _buffer.WriteInt16((short)(_columns.Length + (chunk is null ? 0 : 2)));
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].IsNull(row))
            {
                _buffer.WriteInt32(-1);
            }
            else
            {
                _encoders![i].Write(row, _buffer);
            }
        }

        if (chunk is { } number)
        {
            _buffer.WriteValue(number);
            _buffer.WriteValue(checked((int)Rows));
        }
    }
}
