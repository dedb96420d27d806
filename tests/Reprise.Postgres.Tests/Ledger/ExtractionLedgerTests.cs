using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Ledger;

public abstract class ExtractionLedgerTests(LedgerFixture ledger)
{
    public sealed class OnPostgres15(LedgerFixture ledger) : ExtractionLedgerTests(ledger), IClassFixture<LedgerFixture>;

    public sealed class OnPostgres18(LedgerOn18Fixture ledger) : ExtractionLedgerTests(ledger), IClassFixture<LedgerOn18Fixture>;

    private static readonly SnapshotPart Part = new("runs/x/societes/000001-001.parquet", 10, 100, "ab");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chunk_plan_is_kept_and_completing_a_chunk_twice_counts_once()
    {
        var lease = await ledger.LeaseAsync();
        ChunkRange[] ranges = [new(1, null, ["100"]), new(2, ["100"], null)];

        await ledger.Extraction.EnsureChunksAsync(lease, "societes", ranges, Cancellation);
        var again = await ledger.Extraction.EnsureChunksAsync(lease, "societes", [new(1, null, null)], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "societes", 1, 10, [Part], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "societes", 1, 10, [Part], Cancellation);

        Assert.Equal(2, again.Count);
        var chunks = await ledger.Extraction.GetChunksAsync(lease.Run, "societes", Cancellation);
        Assert.Equal([true, false], chunks.Select(chunk => chunk.IsExtracted));
        Assert.Equal(Part, Assert.Single(chunks[0].Parts));
        Assert.Equal(["100"], chunks[0].Range.To);
    }

    [Fact]
    public async Task A_table_counts_as_extracted_once_all_its_planned_chunks_are()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Extraction.EnsureChunksAsync(lease, "societes", [new(1, null, ["100"]), new(2, ["100"], null)], Cancellation);
        await ledger.Extraction.EnsureChunksAsync(lease, "contacts", [new(1, null, null)], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "societes", 1, 10, [Part], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "contacts", 1, 10, [Part], Cancellation);
        Assert.Equal(["contacts"], await ledger.Extraction.GetExtractedTablesAsync(lease.Run, Cancellation));

        await ledger.Extraction.CompleteChunkAsync(lease, "societes", 2, 10, [Part], Cancellation);

        Assert.Equal(["contacts", "societes"], (await ledger.Extraction.GetExtractedTablesAsync(lease.Run, Cancellation)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_point_at_the_same_position_lets_what_was_extracted_count()
    {
        var lease = await ExtractedAsync("mysql-bin.1:100");

        Assert.Equal(PointVerdict.Continued, await ledger.Extraction.AttachPointAsync(lease, Point("b", "mysql-bin.1:100"), Cancellation));
        Assert.True((await ledger.Extraction.GetChunksAsync(lease.Run, "societes", Cancellation))[0].IsExtracted);
    }

    [Theory]
    [InlineData("mysql-bin.1:100", "mysql-bin.1:200")]
    [InlineData(null, null)]
    public async Task A_point_that_cannot_prove_that_nothing_changed_makes_everything_be_extracted_again(string? before, string? after)
    {
        var lease = await ExtractedAsync(before);

        Assert.Equal(PointVerdict.Restarted, await ledger.Extraction.AttachPointAsync(lease, Point("b", after), Cancellation));
        Assert.Empty(await ledger.Extraction.GetChunksAsync(lease.Run, "societes", Cancellation));
    }

    [Fact]
    public async Task A_source_that_never_rests_is_read_at_several_points_in_the_end_and_the_ledger_says_so()
    {
        var lease = await ledger.LeaseAsync();
        var verdicts = new List<PointVerdict>();
        for (var i = 0; i < 5; i++)
        {
            verdicts.Add(await ledger.Extraction.AttachPointAsync(lease, Point($"p{i}", $"mysql-bin.1:{i}"), Cancellation));
            await ExtractAsync(lease);
        }

        Assert.Equal([PointVerdict.Current, PointVerdict.Restarted, PointVerdict.Restarted, PointVerdict.Restarted, PointVerdict.Continued], verdicts);
        Assert.False((await ledger.Extraction.GetPointAsync(lease.Run, Cancellation))!.IsConsistent);
    }

    [Fact]
    public async Task Purge_destroys_the_data_key_and_keeps_the_first_evidence()
    {
        var lease = await ledger.LeaseAsync();
        var key = await ledger.Extraction.EnsureDataKeyAsync(lease, new WrappedKey("k1", "kek", new byte[] { 1, 2 }), Cancellation);
        var other = await ledger.Extraction.EnsureDataKeyAsync(lease, new WrappedKey("k2", "kek", new byte[] { 3 }), Cancellation);
        Assert.Equal((key.Id, "k1"), (other.Id, key.Id));

        await ledger.Extraction.RecordPurgeAsync(lease.Run, 7, "verified", Cancellation);
        await ledger.Extraction.RecordPurgeAsync(lease.Run, 0, "verified", Cancellation);

        Assert.Null(await ledger.Extraction.GetDataKeyAsync(lease.Run, Cancellation));
        var snapshot = (await ledger.Runs.SummariseAsync(lease.Run, Cancellation)).Snapshot;
        Assert.Equal(7, snapshot.BlobsDeleted);
        Assert.NotNull(snapshot.PurgedAt);
    }

    [Fact]
    public async Task A_purged_run_gets_no_other_data_key()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Extraction.EnsureDataKeyAsync(lease, new WrappedKey("k1", "kek", new byte[] { 1 }), Cancellation);
        await ledger.Extraction.RecordPurgeAsync(lease.Run, 1, "retention", Cancellation);

        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Extraction.EnsureDataKeyAsync(lease, new WrappedKey("k2", "kek", new byte[] { 2 }), Cancellation));

        Assert.Equal(ErrorCodes.WrongStatus, refused.Code);
    }

    [Fact]
    public async Task A_step_that_an_engine_started_twice_does_its_work_once()
    {
        var lease = await ledger.LeaseAsync();
        var plans = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => ledger.Extraction.EnsureChunksAsync(
            lease, "societes", [.. Enumerable.Range(1, number).Select(chunk => new ChunkRange(chunk, [$"{number}"], null))], Cancellation)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ledger.Extraction.CompleteChunkAsync(lease, "societes", 1, 10, [Part, Part with { Blob = "2" }], Cancellation)));

        Assert.Single(plans.Select(chunks => string.Join(' ', chunks.Select(chunk => $"{chunk.Range.Number}:{chunk.Range.From![0]}"))).Distinct());
        Assert.Equal(2, (await ledger.Extraction.GetChunksAsync(lease.Run, "societes", Cancellation))[0].Parts.Count);
    }

    [Fact]
    public async Task A_chunk_that_was_forgotten_is_not_completed()
    {
        var lease = await ledger.LeaseAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.Extraction.CompleteChunkAsync(lease, "societes", 1, 0, [], Cancellation));
    }

    [Fact]
    public async Task A_purge_of_an_unknown_run_is_refused()
    {
        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Extraction.RecordPurgeAsync(RunId.Parse("ud-75-20200101000000-aaaa"), 0, "retention", Cancellation));

        Assert.Equal(ErrorCodes.UnknownRun, refused.Code);
    }

    private static SourcePoint Point(string id, string? position) => new(id, "locked_snapshot", IsConsistent: true, position, []);

    private async Task<RunLease> ExtractedAsync(string? position)
    {
        var lease = await ledger.LeaseAsync();
        Assert.Equal(PointVerdict.Current, await ledger.Extraction.AttachPointAsync(lease, Point("a", position), Cancellation));
        await ExtractAsync(lease);
        return lease;
    }

    private async Task ExtractAsync(RunLease lease)
    {
        await ledger.Extraction.EnsureChunksAsync(lease, "societes", [new ChunkRange(1, null, null)], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "societes", 1, 10, [Part], Cancellation);
    }
}
