using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Core.Ports;

/// <summary>How runs followed their sources: what the next one compares with.</summary>
public interface ISyncLedger
{
    /// <summary>What the run of the entity that published last left, other than the given run; null when none did. A run that was resumed later than others counts by when it published: it may have read an older state.</summary>
    Task<SyncBasis?> FindBasisAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Keeps how the tables of a run are to be read. Before its plan is kept: a run that is planned keeps to it.</summary>
    Task SaveAsync(RunLease lease, IReadOnlyList<TableSync> tables, CancellationToken cancellationToken);

    /// <summary>How a table of a run is read; null where that is not known: a replay reads none.</summary>
    Task<TableSync?> FindAsync(RunId run, string source, CancellationToken cancellationToken);

    /// <summary>Digests of a table's key ranges as a run found them, by number.</summary>
    Task<IReadOnlyList<RangeDigest>> ListRangesAsync(RunId run, string source, CancellationToken cancellationToken);

    /// <summary>Keeps what was found when a table was about to be read, in place of what was kept before, and forgets digests that no run needs any more.</summary>
    Task RecordReadingAsync(RunLease lease, TableSync table, IReadOnlyList<RangeDigest> ranges, CancellationToken cancellationToken);

    /// <summary>Keys of rows that have to be read again whether they changed or not; at most <paramref name="limit"/> of them.</summary>
    Task<IReadOnlyList<string>> ListAgainAsync(RunId run, RunPlan plan, string source, RunId basedOn, int limit, CancellationToken cancellationToken);

    /// <summary>Keeps keys that a source table has, in place of those kept before.</summary>
    /// <returns>How many.</returns>
    Task<long> SaveKeysAsync(RunLease lease, string source, IAsyncEnumerable<string> keys, CancellationToken cancellationToken);

    /// <summary>Those of them that no run has made a record of, or whose row was gone; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<string>> ListUnknownAsync(RunId run, RunPlan plan, string source, RunId basedOn, int limit, CancellationToken cancellationToken);
}
