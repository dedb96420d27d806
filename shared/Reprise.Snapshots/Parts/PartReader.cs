using System.Runtime.CompilerServices;
using ParquetSharp;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;

namespace Reprise.Snapshots.Parts;

/// <summary>Downloads a part, proves that it is the one the ledger recorded, and only then hands out rows.</summary>
internal sealed class PartReader(EncryptedBlobs blobs)
{
    /// <summary>Streams the row groups.</summary>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync(
        DataKey key, SnapshotPart part, ColumnBatchPool pool, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var schema = new PartSchema(pool.Shape);
        using var content = new PartContent(part.Bytes);
        await blobs.DownloadAsync(key, part.Blob, content.Stream, part.Bytes, cancellationToken);
        if (content.Stream.Position != part.Bytes || !string.Equals(content.Sha256(), part.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw EncryptedBlobs.Tampered(part.Blob, "its SHA-256 is not the recorded one");
        }

        using var properties = ReaderProperties.WithMemoryPool(PartMemory.Native);
        using var bytes = content.Open();
        using var file = new ParquetFileReader(bytes, properties);
        if (!schema.IsSchemaOf(file))
        {
            throw EncryptedBlobs.Tampered(part.Blob, "its columns are not those of the plan");
        }

        for (var group = 0; group < file.FileMetaData.NumRowGroups; group++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Read(schema, file, group, pool);
        }
    }

    private static ColumnBatch Read(PartSchema schema, ParquetFileReader file, int group, ColumnBatchPool pool)
    {
        var batch = pool.Rent();
        try
        {
            schema.Read(file, group, batch);
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
