using System.Text;
using Azure.Storage.Blobs;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>What lies in the store while a run waits for its approval.</summary>
public sealed class SnapshotSecrecyTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    /// <summary>Source tables that the plan of ud-75 reads.</summary>
    private const long SourceTables = 6;

    [Fact]
    public async Task Blobs_of_a_waiting_run_hold_no_known_name_and_approval_publishes_and_purges_them()
    {
        using var folder = demo.Configure("approval: required");
        var run = (string)(await folder.Reprise.RunAsync("run", "national", "--json")).Expect(3).Json["run"]!;
        var blobs = await DownloadAsync(folder);

        Assert.NotEmpty(blobs);
        Assert.All(blobs, blob => Assert.False(blob.Content.AsSpan().StartsWith("PAR1"u8), blob.Name));
        var names = await KnownNamesAsync();
        Assert.NotEmpty(names);
        Assert.DoesNotContain(blobs, blob => names.Any(name => blob.Content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0));

        var approved = (await folder.Reprise.RunAsync("approve", run, "--by", "Mme Durand", "--comment", "vu", "--json")).Expect(0).Json;

        Assert.Equal("succeeded", (string)approved["status"]!);
        Assert.Empty(await DownloadAsync(folder));
    }

    [Theory]
    [InlineData(Damage.FlippedByte)]
    [InlineData(Damage.SwappedBlobs)]
    [InlineData(Damage.MissingBlob)]
    public async Task A_snapshot_that_was_tampered_with_fails_the_run_and_names_the_blob(Damage damage)
    {
        // Enough steps at once that extraction ends while all of staging waits: what is damaged then is not extracted again.
        using var folder = demo.Configure("parallelism: 16");
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        (await folder.Reprise.RunAsync("status")).Expect(0);

        string run;
        await using (var gate = await LedgerGate.CloseAsync(target, "staged_chunk"))
        {
            using var process = folder.Reprise.Start("run", "ud-75", "--json");
            await gate.WaitForArrivalAsync();
            run = await gate.NewestRunAsync();
            await WaitForExtractionAsync(target, run);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var damaged = await DamageAsync(folder, damage);
        var resumed = (await folder.Reprise.RunAsync("resume", run, "--json")).Expect(1).Json;

        Assert.Equal("snapshot_tampered", (string)resumed["code"]!);
        Assert.Contains(damaged, blob => ((string)resumed["message"]!).Contains(blob, StringComparison.Ordinal));
        (await folder.Reprise.RunAsync("purge", run)).Expect(0);
        Assert.Empty(await DownloadAsync(folder));
    }

    private static async Task WaitForExtractionAsync(NpgsqlDataSource target, string run)
    {
        await using var command = target.CreateCommand("SELECT count(*) FROM reprise.step WHERE run = $1 AND kind = 'ExtractTable' AND outcome ->> 'result' = 'Completed'");
        command.Parameters.Add(new NpgsqlParameter { Value = run });
        while ((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! < SourceTables)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public enum Damage
    {
        FlippedByte,
        SwappedBlobs,
        MissingBlob,
    }

    private static async Task<IReadOnlyList<string>> DamageAsync(ConfigurationFolder folder, Damage damage)
    {
        var container = new BlobContainerClient(TestServers.Azurite, folder.Container);
        var blobs = (await DownloadAsync(folder)).Where(blob => blob.Name.EndsWith(".parquet", StringComparison.Ordinal)).OrderBy(blob => blob.Name, StringComparer.Ordinal).ToList();
        switch (damage)
        {
            case Damage.FlippedByte:
                foreach (var blob in blobs)
                {
                    blob.Content[blob.Content.Length / 2] ^= 1;
                    await ReplaceAsync(container, blob.Name, blob.Content);
                }

                break;
            case Damage.SwappedBlobs:
                for (var i = 0; i < blobs.Count; i++)
                {
                    var other = blobs[(i + 1) % blobs.Count];
                    await container.GetBlobClient(blobs[i].Name).UploadAsync(BinaryData.FromBytes(other.Content), new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = other.Metadata }, TestContext.Current.CancellationToken);
                }

                break;
            default:
                foreach (var blob in blobs)
                {
                    await container.DeleteBlobAsync(blob.Name, cancellationToken: TestContext.Current.CancellationToken);
                }

                break;
        }

        return [.. blobs.Select(blob => blob.Name)];
    }

    private static async Task ReplaceAsync(BlobContainerClient container, string name, byte[] content)
    {
        var blob = container.GetBlobClient(name);
        var metadata = (await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.Metadata;
        await blob.UploadAsync(BinaryData.FromBytes(content), new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = metadata }, TestContext.Current.CancellationToken);
    }

    private static async Task<List<StoredBlob>> DownloadAsync(ConfigurationFolder folder)
    {
        var container = new BlobContainerClient(TestServers.Azurite, folder.Container);
        var blobs = new List<StoredBlob>();
        await foreach (var item in container.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            var download = await container.GetBlobClient(item.Name).DownloadContentAsync(TestContext.Current.CancellationToken);
            blobs.Add(new StoredBlob(item.Name, download.Value.Content.ToArray(), download.Value.Details.Metadata));
        }

        return blobs;
    }

    private sealed record StoredBlob(string Name, byte[] Content, IDictionary<string, string> Metadata);

    /// <summary>Names and e-mails of the source that are long enough not to appear in cipher text by chance.</summary>
    private async Task<List<string>> KnownNamesAsync()
    {
        await using var source = new MySqlConnector.MySqlConnection(demo.Demo.Sources["national"]);
        await source.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = source.CreateCommand();
        command.CommandText = "SELECT DISTINCT raison_sociale FROM societes WHERE char_length(raison_sociale) >= 8 LIMIT 500";
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
