using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;
using Reprise.Testing.Servers;

namespace Reprise.Snapshots.Tests;

public sealed class StoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly ColumnBatchPool Pool = new([new BatchColumn("id", new ColumnType(ValueKind.Int64))]);

    [Fact]
    public async Task Purge_deletes_every_blob_of_the_run_and_no_other_and_can_be_repeated()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var run = StoreFixture.NewRun();
        var other = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        for (var number = 1; number <= 20; number++)
        {
            await WriteAsync(key, new PartName(run, $"Table {number % 3}/é", number, 1, Epoch: 1));
        }

        await WriteAsync(key, new PartName(other, "membres", 1, 1, Epoch: 1));
        await fixture.Container.GetBlobClient(BlobNames.Part(new PartName(run, "Table 1/é", 1, 1, Epoch: 1))).CreateSnapshotAsync(cancellationToken: cancellation);

        Assert.Equal(20, await fixture.Store.CountAsync(run, cancellation));
        Assert.Equal(20, await fixture.Store.DeleteAsync(run, cancellation));
        Assert.Equal(0, await fixture.Store.CountAsync(run, cancellation));
        Assert.Equal(0, await fixture.Store.DeleteAsync(run, cancellation));
        Assert.Equal(1, await fixture.Store.CountAsync(other, cancellation));
        var options = new GetBlobsOptions { Prefix = BlobNames.Run(run), States = BlobStates.Snapshots };
        await foreach (var left in fixture.Container.GetBlobsAsync(options, cancellation))
        {
            Assert.Fail($"{left.Name} is left");
        }
    }

    [Fact]
    public async Task The_container_is_private_and_preparing_it_again_is_success()
    {
        await fixture.Store.EnsureReadyAsync(TestContext.Current.CancellationToken);

        var properties = await fixture.Container.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(PublicAccessType.None, properties.Value.PublicAccess ?? PublicAccessType.None);
    }

    [Fact]
    public async Task A_container_that_anybody_can_read_is_refused()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var open = new BlobContainerClient(TestServers.Azurite, TestServers.UniqueName("open"));
        await open.CreateAsync(PublicAccessType.BlobContainer, cancellationToken: cancellation);
        try
        {
            var failure = await Assert.ThrowsAsync<RepriseException>(() => Store(TestServers.Azurite, open.Name).EnsureReadyAsync(cancellation));

            Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
            Assert.Contains(open.Name, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await open.DeleteAsync(cancellationToken: cancellation);
        }
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_a_transient_failure_that_shows_no_key()
    {
        var connection = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=U2VjcmV0S2V5T2ZUaGlzVGVzdA==;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1";

        var failure = await Assert.ThrowsAsync<RepriseException>(() => Store(connection, "snapshots").EnsureReadyAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.ConnectionFailed, failure.Code);
        Assert.True(failure.IsTransient);
        Assert.Contains("'snapshots' at http://127.0.0.1:1", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("U2VjcmV0S2V5T2ZUaGlzVGVzdA", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_in_the_address_is_not_shown()
    {
        var connection = "BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;SharedAccessSignature=sv=2026-01-01&sig=SecretSignature";

        var failure = await Assert.ThrowsAsync<RepriseException>(() => Store(connection, "snapshots").CountAsync(StoreFixture.NewRun(), TestContext.Current.CancellationToken));

        Assert.DoesNotContain("SecretSignature", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_account_is_no_transient_failure()
    {
        var connection = TestServers.Azurite.Replace("AccountKey=", "AccountKey=AAAA", StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<RepriseException>(() => Store(connection, "snapshots").EnsureReadyAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.ConnectionFailed, failure.Code);
        Assert.False(failure.IsTransient);
        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_container_writing_fails_for_good_and_purging_succeeds()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var store = Store(TestServers.Azurite, TestServers.UniqueName("missing"));
        await using var writer = store.CreatePart(key, new PartName(run, "membres", 1, 1, Epoch: 1), Pool.Shape);

        var failure = await Assert.ThrowsAsync<RepriseException>(() => writer.CompleteAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.SnapshotStoreFailed, failure.Code);
        Assert.False(failure.IsTransient);
        Assert.Contains(BlobNames.Part(new PartName(run, "membres", 1, 1, Epoch: 1)), failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, await store.DeleteAsync(run, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_callers_cancellation_stays_a_cancellation()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var part = await WriteAsync(key, new PartName(run, "membres", 1, 1, Epoch: 1));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Store.DeleteAsync(run, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in fixture.Store.ReadPartAsync(key, part, Pool, cancelled.Token))
            {
                batch.Dispose();
            }
        });
    }

    [Fact]
    public void A_connection_string_that_is_none_is_refused_without_being_shown()
    {
        var failure = Assert.Throws<RepriseException>(() => Store("AccountKey=Secret;nonsense", "snapshots"));

        Assert.Equal(ErrorCodes.InvalidConfiguration, failure.Code);
        Assert.DoesNotContain("Secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_tables_become_path_segments_that_differ_without_regard_to_case_and_decode_to_the_name()
    {
        var names = Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['À', 'ÿ'], Samples.AnyOf('/', '\\', '.', '%', 'A', 'a', '\t')), 1, 12];

        Gen.Select(names, names).Sample((first, second) =>
        {
            var (one, two) = (BlobNames.Escape(first), BlobNames.Escape(second));
            Assert.Equal(first, Uri.UnescapeDataString(one));
            Assert.Equal(first == second, string.Equals(one, two, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain('/', one);
            Assert.DoesNotContain('.', one);
        });
    }

    [Fact]
    public void Both_ports_come_from_settings_that_are_resolved_once_and_keep_their_secrets()
    {
        var calls = 0;
        var settings = new SnapshotSettings(TestServers.Azurite, "snapshots", StoreFixture.KeyEncryptionKey);
        using var services = new ServiceCollection()
            .AddRepriseSnapshots(_ =>
            {
                calls++;
                return settings;
            })
            .BuildServiceProvider();

        Assert.IsType<BlobSnapshotStore>(services.GetRequiredService<ISnapshotStore>());
        Assert.NotNull(services.GetRequiredService<IDataKeys>());
        Assert.Equal(1, calls);
        Assert.Equal("snapshots in container snapshots", settings.ToString());
    }

    private static BlobSnapshotStore Store(string connection, string container) =>
        new(new SnapshotSettings(connection, container, StoreFixture.KeyEncryptionKey));

    private async Task<SnapshotPart> WriteAsync(DataKey key, PartName name) => await fixture.WriteAsync(key, name, Pool, Pool.Rent());
}
