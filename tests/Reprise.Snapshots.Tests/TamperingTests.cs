using Azure.Storage.Blobs.Models;
using CsCheck;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Snapshots.Blobs;

namespace Reprise.Snapshots.Tests;

public sealed class TamperingTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly ColumnBatchPool Pool = new([new BatchColumn("nom_de_famille", new ColumnType(ValueKind.Text)), new BatchColumn("id", new ColumnType(ValueKind.Int64))]);

    [Fact]
    public async Task The_stored_blob_shows_no_name_or_value_and_is_no_parquet()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var part = await WriteAsync(key, run, "membres", "Gérard de Nerval");

        var blob = await RawAsync(part.Blob);

        var bytes = blob.Content.ToArray();
        Assert.NotEqual("PAR1"u8.ToArray(), bytes[..4]);
        Assert.NotEqual("PAR1"u8.ToArray(), bytes[^4..]);
        Assert.True(bytes.AsSpan().IndexOf("nom_de_famille"u8) < 0, "a column name can be read");
        Assert.True(bytes.AsSpan().IndexOf("Nerval"u8) < 0, "a value can be read");
        await using var stream = new MemoryStream(bytes);
        Assert.ThrowsAny<Exception>(() => new ParquetSharp.ParquetFileReader(stream));
        Assert.Equal("application/octet-stream", blob.Details.ContentType);
        Assert.Equal(["encryptiondata", "reprise_format"], blob.Details.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal($"runs/{run}/membres/000001-001-e1.parquet", part.Blob);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found_before_a_row_is_handed_out()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var part = await WriteAsync(key, run, "membres", "Gérard");
        var whole = await RawAsync(part.Blob);
        var bytes = whole.Content.ToArray();
        var positions = Gen.OneOf(Gen.Int[0, bytes.Length - 1], Samples.AnyOf(0, 11, 12, 13, bytes.Length - 17, bytes.Length - 16, bytes.Length - 1));

        await Gen.Select(positions, Gen.Int[0, 7]).SampleAsync(
            async (position, bit) =>
            {
                var changed = bytes.ToArray();
                changed[position] ^= (byte)(1 << bit);
                await PutAsync(part.Blob, changed, whole.Details.Metadata);

                await AssertTamperedAsync(key, part);
            },
            iter: 150,
            threads: 1);
    }

    [Fact]
    public async Task A_truncated_or_lengthened_blob_is_found()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var part = await WriteAsync(key, run, "membres", NoiseOf(12 << 20));
        var whole = await RawAsync(part.Blob);
        var bytes = whole.Content.ToArray();
        const int Region = 12 + (4 << 20) + 16;
        Assert.True(bytes.Length > Region, $"one region of {bytes.Length} bytes is not enough for this test");

        // The end of a region is where client-side encryption alone would not notice.
        foreach (var length in (int[])[0, 1, 12, 28, 29, 1000, Region, Region + 1, bytes.Length - 1])
        {
            await PutAsync(part.Blob, bytes[..length], whole.Details.Metadata);
            await AssertTamperedAsync(key, part);
        }

        await PutAsync(part.Blob, [.. bytes, 0], whole.Details.Metadata);
        await AssertTamperedAsync(key, part);
        await PutAsync(part.Blob, [.. bytes, .. bytes], whole.Details.Metadata);
        await AssertTamperedAsync(key, part);
        await PutAsync(part.Blob, [.. bytes[..Region], .. bytes[..Region], .. bytes[Region..]], whole.Details.Metadata);
        await AssertTamperedAsync(key, part);
        await PutAsync(part.Blob, bytes, whole.Details.Metadata);
        Assert.Single(await fixture.ReadAsync(key, part, Pool));
    }

    [Fact]
    public async Task A_missing_blob_is_named()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var part = await WriteAsync(key, run, "membres", "Gérard");
        await fixture.Container.DeleteBlobAsync(part.Blob, cancellationToken: TestContext.Current.CancellationToken);

        await AssertTamperedAsync(key, part);
    }

    [Fact]
    public async Task A_blob_in_the_place_of_another_is_found_even_with_its_own_envelope()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var first = await WriteAsync(key, run, "membres", "Gérard");
        var second = await WriteAsync(key, run, "adherents", "Aurélia");
        var other = await RawAsync(second.Blob);

        await PutAsync(first.Blob, other.Content.ToArray(), other.Details.Metadata);

        await AssertTamperedAsync(key, first);
    }

    [Fact]
    public async Task An_older_content_of_the_same_blob_is_found()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var old = await WriteAsync(key, run, "membres", "Gérard");
        var older = await RawAsync(old.Blob);
        var current = await WriteAsync(key, run, "membres", "Gérald");
        Assert.Equal(old.Bytes, current.Bytes);

        await PutAsync(current.Blob, older.Content.ToArray(), older.Details.Metadata);

        await AssertTamperedAsync(key, current);
    }

    [Fact]
    public async Task A_blob_without_or_with_a_damaged_envelope_is_refused()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var part = await WriteAsync(key, run, "membres", "Gérard");
        var whole = await RawAsync(part.Blob);
        var envelope = whole.Details.Metadata["encryptiondata"];
        string[] damaged =
        [
            "{}",
            "not json",
            "null",
            envelope.Replace("\"2.0\"", "\"1.0\"", StringComparison.Ordinal),
            envelope.Replace("\"2.0\"", "\"9.9\"", StringComparison.Ordinal),
            envelope.Replace("AES_GCM_256", "AES_CBC_256", StringComparison.Ordinal),
            envelope.Replace("4194304", "16", StringComparison.Ordinal),
            envelope.Replace(key.Id, "0123456789abcdef", StringComparison.Ordinal),
            envelope.Replace("\"EncryptedKey\":\"", "\"EncryptedKey\":\"AAAA", StringComparison.Ordinal),
            envelope.Replace("\"EncryptedKey\":\"", "\"EncryptedKey\":\"!", StringComparison.Ordinal),
            envelope.Replace("EncryptedKey", "Nothing", StringComparison.Ordinal),
            envelope.Replace("EncryptedRegionInfo", "Nothing", StringComparison.Ordinal),
        ];

        foreach (var text in damaged)
        {
            await PutAsync(part.Blob, whole.Content.ToArray(), new Dictionary<string, string>(StringComparer.Ordinal) { ["encryptiondata"] = text });
            await AssertTamperedAsync(key, part, text);
        }

        await PutAsync(part.Blob, whole.Content.ToArray(), new Dictionary<string, string>(StringComparer.Ordinal));
        await AssertTamperedAsync(key, part);
    }

    [Fact]
    public async Task Another_runs_key_opens_nothing()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        using var other = fixture.NewKey(run);
        var part = await WriteAsync(key, run, "membres", "Gérard");

        await AssertTamperedAsync(other, part);
    }

    [Fact]
    public async Task A_part_read_as_other_columns_is_refused()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var part = await WriteAsync(key, run, "membres", "Gérard");

        await AssertTamperedAsync(key, part, pool: new ColumnBatchPool([Pool.Shape[0], new BatchColumn("id", new ColumnType(ValueKind.DateTime, 6))]));
    }

    [Fact]
    public async Task A_manifest_comes_back_and_one_that_was_changed_swapped_or_left_in_plain_text_is_refused()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var cancellation = TestContext.Current.CancellationToken;
        var manifest = Manifest(run, "Été 100%");
        await fixture.Store.WriteManifestAsync(key, run, manifest, cancellation);
        await fixture.Store.WriteManifestAsync(key, run, Manifest(run, "autre"), cancellation);

        var read = await fixture.Store.ReadManifestAsync(key, run, manifest.Table, cancellation);

        Assert.Equivalent(manifest, read, strict: true);
        var name = BlobNames.Manifest(run, manifest.Table);
        var other = await RawAsync(BlobNames.Manifest(run, "autre"));
        await PutAsync(name, other.Content.ToArray(), other.Details.Metadata);
        await AssertManifestRefusedAsync(key, run, manifest.Table, name);
        await PutAsync(name, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(manifest, Manifests.SnapshotJson.Default.Manifest), new Dictionary<string, string>(StringComparer.Ordinal));
        await AssertManifestRefusedAsync(key, run, manifest.Table, name);
        await fixture.Container.DeleteBlobAsync(name, cancellationToken: cancellation);
        await AssertManifestRefusedAsync(key, run, manifest.Table, name);
    }

    // What zstd cannot make smaller than half of it.
    private static string NoiseOf(int characters)
    {
        var bytes = new byte[characters / 2];
        new Random(3).NextBytes(bytes);
        return Convert.ToHexString(bytes);
    }

    private static Manifest Manifest(RunId run, string table) => new(
        1,
        run.Value,
        "ud-75",
        table,
        3,
        Samples.EveryKind,
        ["id", "année"],
        new SourcePoint("p1", "locked_snapshot", true, "binlog.000003:1234", ["old_table"]),
        [new SnapshotPart("runs/x/1.parquet", 3, 1234, "ab12")]);

    private async Task AssertManifestRefusedAsync(DataKey key, RunId run, string table, string blob)
    {
        var failure = await Assert.ThrowsAsync<RepriseException>(() => fixture.Store.ReadManifestAsync(key, run, table, TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCodes.SnapshotTampered, failure.Code);
        Assert.Contains(blob, failure.Message, StringComparison.Ordinal);
    }

    private async Task AssertTamperedAsync(DataKey key, SnapshotPart part, string? what = null, ColumnBatchPool? pool = null)
    {
        var failure = await Record.ExceptionAsync(() => fixture.ReadAsync(key, part, pool ?? Pool));
        var tampered = Assert.IsType<RepriseException>(failure, exactMatch: false);
        Assert.True(tampered.Code == ErrorCodes.SnapshotTampered, $"{what}: {tampered}");
        Assert.False(tampered.IsTransient);
        Assert.Contains(part.Blob, tampered.Message, StringComparison.Ordinal);
    }

    private Task<SnapshotPart> WriteAsync(DataKey key, RunId run, string table, params string[] names)
    {
        var batch = Pool.Rent();
        foreach (var name in names)
        {
            ((VariableColumn)batch.Columns[0]).Append(System.Text.Encoding.UTF8.GetBytes(name));
            ((FixedColumn)batch.Columns[1]).Append(batch.RowCount);
        }

        return fixture.WriteAsync(key, new PartName(run, table, 1, 1, Epoch: 1), Pool, batch);
    }

    private async Task<BlobDownloadResult> RawAsync(string blob) =>
        await fixture.Container.GetBlobClient(blob).DownloadContentAsync(TestContext.Current.CancellationToken);

    private async Task PutAsync(string blob, byte[] content, IDictionary<string, string> metadata)
    {
        var options = new BlobUploadOptions { Metadata = metadata };
        await fixture.Container.GetBlobClient(blob).UploadAsync(BinaryData.FromBytes(content), options, TestContext.Current.CancellationToken);
    }
}
