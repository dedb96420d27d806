using System.Text.Json;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;

namespace Reprise.Snapshots.Manifests;

/// <summary>The manifest of a source table: JSON in the same envelope as the parts, and so authenticated.</summary>
internal sealed class ManifestBlobs(EncryptedBlobs blobs)
{
    private const int Format = 1;
    private const long MaxBytes = 256L << 20;

    /// <summary>Writes or replaces it.</summary>
    public async Task WriteAsync(DataKey key, RunId run, Manifest manifest, CancellationToken cancellationToken)
    {
        await using var content = new MemoryStream();
        await JsonSerializer.SerializeAsync(content, manifest, SnapshotJson.Default.Manifest, cancellationToken);
        content.Position = 0;
        await blobs.UploadAsync(key, BlobNames.Manifest(run, manifest.Table), content, cancellationToken);
    }

    /// <summary>Reads it back.</summary>
    public async Task<Manifest> ReadAsync(DataKey key, RunId run, string table, CancellationToken cancellationToken)
    {
        var name = BlobNames.Manifest(run, table);
        await using var content = new MemoryStream();
        await blobs.DownloadAsync(key, name, content, MaxBytes, cancellationToken);
        content.Position = 0;
        try
        {
            var manifest = await JsonSerializer.DeserializeAsync(content, SnapshotJson.Default.Manifest, cancellationToken);
            return manifest is { Format: Format } && manifest.Run == run.Value && manifest.Table == table
                ? manifest
                : throw EncryptedBlobs.Tampered(name, "it describes another table, run or format");
        }
        catch (JsonException failure)
        {
            throw EncryptedBlobs.Tampered(name, "it is not a whole manifest", failure);
        }
    }
}
