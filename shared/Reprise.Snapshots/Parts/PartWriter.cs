using ParquetSharp;
using ParquetSharp.IO;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;

namespace Reprise.Snapshots.Parts;

/// <summary>Encodes a part in memory and uploads it encrypted.</summary>
internal sealed class PartWriter(EncryptedBlobs blobs, DataKey key, string blob, PartSchema schema) : IPartWriter
{
    private readonly BufferOutputStream _output = new(PartMemory.Native);
    private ParquetFileWriter? _file;
    private bool _isClosed;

    /// <inheritdoc/>
    public long Bytes { get; private set; }

    /// <inheritdoc/>
    public long Rows { get; private set; }

    /// <inheritdoc/>
    public Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        var file = Open(batch);
        if (batch.RowCount > 0)
        {
            // Until the row group is whole there is no part to complete.
            _isClosed = true;
            Bytes += schema.Write(file, batch);
            Rows += batch.RowCount;
            _isClosed = false;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<SnapshotPart> CompleteAsync(CancellationToken cancellationToken)
    {
        var file = Open(first: null);
        _isClosed = true;
        file.Close();
        using var content = new PartContent(_output.Finish());
        var part = new SnapshotPart(blob, Rows, content.Stream.Length, content.Sha256());
        Bytes = part.Bytes;
        await blobs.UploadAsync(key, blob, content.Stream, cancellationToken);
        return part;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        _file?.Dispose();
        _output.Dispose();
        return ValueTask.CompletedTask;
    }

    private ParquetFileWriter Open(ColumnBatch? first)
    {
        if (_isClosed)
        {
            throw new InvalidOperationException($"Part '{blob}' is completed, disposed or broken by a failed write.");
        }

        return _file ??= schema.Create(_output, first);
    }
}
