using Azure.Storage.Blobs;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;
using Reprise.Snapshots.Manifests;
using Reprise.Snapshots.Parts;

namespace Reprise.Snapshots;

/// <summary>Snapshots in Azure Blob Storage or Azurite. Safe for use by many steps at once.</summary>
internal sealed class BlobSnapshotStore : ISnapshotStore
{
    private readonly BlobContainerClient _container;
    private readonly EncryptedBlobs _blobs;
    private readonly PartReader _parts;
    private readonly ManifestBlobs _manifests;
    private readonly RunBlobs _runs;

    /// <summary>A store; connects to nothing.</summary>
    public BlobSnapshotStore(SnapshotSettings settings)
    {
        _container = SnapshotContainer.Open(settings);
        _blobs = new EncryptedBlobs(_container);
        _parts = new PartReader(_blobs);
        _manifests = new ManifestBlobs(_blobs);
        _runs = new RunBlobs(_container);
    }

    /// <inheritdoc/>
    public Task EnsureReadyAsync(CancellationToken cancellationToken) => SnapshotContainer.EnsureAsync(_container, cancellationToken);

    /// <inheritdoc/>
    public IPartWriter CreatePart(DataKey key, PartName name, IReadOnlyList<BatchColumn> columns) =>
        new PartWriter(_blobs, key, BlobNames.Part(name), new PartSchema(columns));

    /// <inheritdoc/>
    public IAsyncEnumerable<ColumnBatch> ReadPartAsync(DataKey key, SnapshotPart part, ColumnBatchPool pool, CancellationToken cancellationToken) =>
        _parts.ReadAsync(key, part, pool, cancellationToken);

    /// <inheritdoc/>
    public Task WriteManifestAsync(DataKey key, RunId run, Manifest manifest, CancellationToken cancellationToken) =>
        _manifests.WriteAsync(key, run, manifest, cancellationToken);

    /// <inheritdoc/>
    public Task<Manifest> ReadManifestAsync(DataKey key, RunId run, string table, CancellationToken cancellationToken) =>
        _manifests.ReadAsync(key, run, table, cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteAsync(RunId run, CancellationToken cancellationToken) => _runs.DeleteAsync(run, cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountAsync(RunId run, CancellationToken cancellationToken) => _runs.CountAsync(run, cancellationToken);
}
