using System.IO.Compression;
using Microsoft.IO;
using Parquet;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;

namespace Reprise.Snapshots.Parts;

/// <summary>Encodes a part in memory and uploads it encrypted.</summary>
internal sealed class PartWriter(EncryptedBlobs blobs, DataKey key, string blob, PartSchema schema) : IPartWriter
{
    private readonly RecyclableMemoryStream _content = PartMemory.Rent();
    private ParquetWriter? _file;
    private bool _isClosed;

    /// <inheritdoc/>
    public long Bytes => _content.Length;

    /// <inheritdoc/>
    public long Rows { get; private set; }

    /// <inheritdoc/>
    public async Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var file = await OpenAsync(cancellationToken);
        if (batch.RowCount == 0)
        {
            return;
        }

        // Until the row group is whole there is no part to complete.
        _isClosed = true;
        await schema.WriteAsync(file, batch, cancellationToken);
        Rows += batch.RowCount;
        _isClosed = false;
    }

    /// <inheritdoc/>
    public async Task<SnapshotPart> CompleteAsync(CancellationToken cancellationToken)
    {
        var file = await OpenAsync(cancellationToken);
        _isClosed = true;
        await file.DisposeAsync();
        var part = new SnapshotPart(blob, Rows, _content.Length, PartMemory.Sha256(_content));
        _content.Position = 0;
        await blobs.UploadAsync(key, blob, _content, cancellationToken);
        return part;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        return _content.DisposeAsync();
    }

    private async Task<ParquetWriter> OpenAsync(CancellationToken cancellationToken)
    {
        if (_isClosed)
        {
            throw new InvalidOperationException($"Part '{blob}' is completed, disposed or broken by a failed write.");
        }

        if (_file is null)
        {
            // zstd at its fastest level: 106 MB against snappy's 157 MB for the same rows. Parquet.Net's own default is level 19.
            var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
            _file = await ParquetWriter.CreateAsync(schema.Declared, _content, options, cancellationToken: cancellationToken);
            _file.CustomMetadata = schema.Metadata;
        }

        return _file;
    }
}
