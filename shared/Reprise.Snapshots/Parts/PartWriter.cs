using Microsoft.IO;
using ParquetSharp;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;

namespace Reprise.Snapshots.Parts;

/// <summary>Encodes a part in memory and uploads it encrypted.</summary>
internal sealed class PartWriter(EncryptedBlobs blobs, DataKey key, string blob, PartSchema schema) : IPartWriter
{
    private readonly RecyclableMemoryStream _content = PartMemory.Rent();
    private ParquetFileWriter? _file;
    private bool _isClosed;

    /// <inheritdoc/>
    public long Bytes => _content.Length;

    /// <inheritdoc/>
    public long Rows { get; private set; }

    /// <inheritdoc/>
    public Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        var file = Open();
        if (batch.RowCount > 0)
        {
            // Until the row group is whole there is no part to complete.
            _isClosed = true;
            schema.Write(file, batch);
            Rows += batch.RowCount;
            _isClosed = false;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<SnapshotPart> CompleteAsync(CancellationToken cancellationToken)
    {
        var file = Open();
        _isClosed = true;
        file.Close();
        var part = new SnapshotPart(blob, Rows, _content.Length, PartMemory.Sha256(_content));
        _content.Position = 0;
        await blobs.UploadAsync(key, blob, _content, cancellationToken);
        return part;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        _file?.Dispose();
        return _content.DisposeAsync();
    }

    private ParquetFileWriter Open()
    {
        if (_isClosed)
        {
            throw new InvalidOperationException($"Part '{blob}' is completed, disposed or broken by a failed write.");
        }

        return _file ??= schema.Create(_content);
    }
}
