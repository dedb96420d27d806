using System.Runtime.CompilerServices;
using Parquet;
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
        await using var content = PartMemory.Rent();
        await blobs.DownloadAsync(key, part.Blob, content, part.Bytes, cancellationToken);
        if (content.Length != part.Bytes || !string.Equals(PartMemory.Sha256(content), part.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw EncryptedBlobs.Tampered(part.Blob, "its SHA-256 is not the recorded one");
        }

        content.Position = 0;
        await using var file = await ParquetReader.CreateAsync(content, cancellationToken: cancellationToken);
        if (!schema.IsSchemaOf(file))
        {
            throw EncryptedBlobs.Tampered(part.Blob, "its columns are not those of the plan");
        }

        foreach (var group in file.RowGroups)
        {
            yield return await ReadAsync(schema, group, pool, cancellationToken);
        }
    }

    private static async Task<ColumnBatch> ReadAsync(
        PartSchema schema, ParquetRowGroupReader group, ColumnBatchPool pool, CancellationToken cancellationToken)
    {
        var batch = pool.Rent();
        try
        {
            await schema.ReadAsync(group, batch, cancellationToken);
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
