using Azure.Storage.Blobs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Snapshots.Keys;
using Reprise.Testing.Servers;
using Xunit.Sdk;

namespace Reprise.Snapshots.Tests;

/// <summary>A store with a container of its own on the test server, removed at the end.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    public const string KeyEncryptionKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private BlobContainerClient? _container;
    private BlobSnapshotStore? _store;
    private SkipException? _absence;

    internal ISnapshotStore Store => _store ?? throw Absence;

    /// <summary>The container as anybody with the account key sees it.</summary>
    public BlobContainerClient Container => _container ?? throw Absence;

    private Exception Absence => _absence ?? (Exception)new InvalidOperationException("not initialised");

    public IDataKeys Keys { get; } = new DataKeys(new SnapshotSettings(string.Empty, string.Empty, KeyEncryptionKey));

    public async ValueTask InitializeAsync()
    {
        SnapshotSettings settings;
        try
        {
            settings = new SnapshotSettings(TestServers.Azurite, TestServers.UniqueName("snapshots"), KeyEncryptionKey);
        }
        catch (SkipException absence)
        {
            // A fixture that skips fails its tests: each of them skips by itself.
            _absence = absence;
            return;
        }

        _container = new BlobContainerClient(settings.ConnectionString, settings.Container);
        _store = new BlobSnapshotStore(settings);
        await _store.EnsureReadyAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
        {
            await _container.DeleteIfExistsAsync();
        }
    }

    public static RunId NewRun() => RunId.Create(EntityCode.Parse("ud-75"), TimeProvider.System);

    public DataKey NewKey(RunId run) => Keys.Unwrap(run, Keys.Create(run));

    /// <summary>Writes batches as one part and disposes them.</summary>
    public async Task<SnapshotPart> WriteAsync(DataKey key, PartName name, ColumnBatchPool pool, params IReadOnlyList<ColumnBatch> batches)
    {
        await using var writer = Store.CreatePart(key, name, pool.Shape);
        foreach (var batch in batches)
        {
            await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
        }

        return await writer.CompleteAsync(TestContext.Current.CancellationToken);
    }

    public async Task<List<ColumnBatch>> ReadAsync(DataKey key, SnapshotPart part, ColumnBatchPool pool)
    {
        var batches = new List<ColumnBatch>();
        await foreach (var batch in Store.ReadPartAsync(key, part, pool, TestContext.Current.CancellationToken))
        {
            batches.Add(batch);
        }

        return batches;
    }
}
