using Reprise.Core.Catalogs;
using Reprise.Core.Problems;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Points;

/// <summary>Begins the readers' transactions so that they see one state, by the best means that server and account allow.</summary>
/// <param name="control">A session of its own, for locks and positions.</param>
/// <param name="readers">Sessions to begin transactions in.</param>
/// <param name="clock">Waits between tries.</param>
internal sealed class SnapshotOpener(SourceSession control, IReadOnlyList<SourceSession> readers, TimeProvider clock)
{
    /// <summary>Seconds to wait for writers to finish. While we wait, the application's new writes wait behind us: an outage must be no longer than that.</summary>
    public const int LockSeconds = 10;

    private const string Matched = "matched_snapshot";
    private const string Begin = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
    private const string BeginWork = "opening the consistent point";
    private const string LockWork = "locking the tables for the moment in which the consistent point is opened";

    /// <summary>Tries to match snapshots: on a busy server the position moves between two of them.</summary>
    private const int MaxTries = 20;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than a commit needs from becoming visible to being counted.</summary>
    private static readonly TimeSpan CommitTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Begins all transactions.</summary>
    /// <exception cref="RepriseException">Transient when writers held the tables longer than we may wait.</exception>
    public async Task<Snapshot> OpenAsync(IReadOnlyList<SourceTable> tables, CancellationToken cancellationToken)
    {
        if (readers.Count == 1)
        {
            return await OpenOnlyAsync(cancellationToken);
        }

        if (tables.Count > 0 && await TryLockAsync(tables, cancellationToken) is { } locked)
        {
            return locked;
        }

        if (await TryMatchAsync(cancellationToken) is { } matched)
        {
            return matched;
        }

        await BeginAllAsync(cancellationToken);
        return new Snapshot("snapshot_per_connection", IsConsistent: false, Position: null);
    }

    /// <summary>One transaction is one state without a lock; matching only tells its position.</summary>
    private async Task<Snapshot> OpenOnlyAsync(CancellationToken cancellationToken)
    {
        if (await TryMatchAsync(cancellationToken) is { } matched)
        {
            return matched;
        }

        await BeginAllAsync(cancellationToken);
        return new Snapshot(Matched, IsConsistent: true, Position: null);
    }

    /// <summary>Read-locks all tables for the moment in which the transactions begin: nobody can write to them meanwhile.</summary>
    /// <returns>Null when the account may not lock.</returns>
    private async Task<Snapshot?> TryLockAsync(IReadOnlyList<SourceTable> tables, CancellationToken cancellationToken)
    {
        try
        {
            await control.ExecuteAsync($"SET SESSION lock_wait_timeout = {LockSeconds}", LockWork, cancellationToken);
            await control.ExecuteAsync($"LOCK TABLES {string.Join(", ", tables.Select(static table => $"{Sql.Quote(table.Name)} READ"))}", LockWork, cancellationToken);
        }
        catch (SourceException denied) when (denied.IsDenied)
        {
            return null;
        }

        try
        {
            await BeginAllAsync(cancellationToken);
            return new Snapshot("locked_snapshot", IsConsistent: true, await PositionUnderLockAsync(cancellationToken));
        }
        finally
        {
            // Whatever happened, the application goes on; if this fails too, the server unlocks when the session ends.
            await control.ExecuteAsync("UNLOCK TABLES", LockWork, CancellationToken.None);
        }
    }

    private async Task<Snapshot?> TryMatchAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var before = await BinlogPosition.OfGtidsAsync(control, cancellationToken);
            await BeginAllAsync(cancellationToken);
            var position = control.Version.IsMariaDb ? await CommonPositionAsync(cancellationToken) : await UnchangedGtidsAsync(before, cancellationToken);
            if (position.IsUnknowable)
            {
                return null;
            }

            if (position.Value is not null)
            {
                var status = await BinlogPosition.OfServerAsync(control, cancellationToken);
                return status.IsFiltered ? null : new Snapshot(Matched, IsConsistent: true, position.Value);
            }

            await Task.Delay(BetweenTries, clock, cancellationToken);
        }

        return null;
    }

    /// <summary>MariaDB: every transaction knows its own position.</summary>
    private async Task<(string? Value, bool IsUnknowable)> CommonPositionAsync(CancellationToken cancellationToken)
    {
        var positions = await Task.WhenAll(readers.Select(reader => BinlogPosition.OfSnapshotAsync(reader, cancellationToken)));
        return positions.Contains(null) ? (null, true) : (positions.Distinct(StringComparer.Ordinal).Count() == 1 ? positions[0] : null, false);
    }

    /// <summary>
    /// MySQL: no transaction was committed from before the first to after the last one began. A commit becomes visible a moment before its
    /// GTID is counted, so the second count is taken that moment later.
    /// </summary>
    private async Task<(string? Value, bool IsUnknowable)> UnchangedGtidsAsync(string? before, CancellationToken cancellationToken)
    {
        if (before is null)
        {
            return (null, true);
        }

        await Task.Delay(CommitTime, clock, cancellationToken);
        var after = await BinlogPosition.OfGtidsAsync(control, cancellationToken);
        return (before == after ? before : null, false);
    }

    private async Task<string?> PositionUnderLockAsync(CancellationToken cancellationToken)
    {
        var status = await BinlogPosition.OfServerAsync(control, cancellationToken);
        return status.IsFiltered
            ? null
            : await BinlogPosition.OfGtidsAsync(control, cancellationToken) ?? status.Position ?? await BinlogPosition.OfSnapshotAsync(readers[0], cancellationToken);
    }

    private Task BeginAllAsync(CancellationToken cancellationToken) => Task.WhenAll(readers.Select(reader => reader.ExecuteAsync(Begin, BeginWork, cancellationToken)));
}

/// <summary>How the transactions of a point began.</summary>
/// <param name="Method">As in <see cref="Core.Runs.SourcePoint.Method"/>.</param>
/// <param name="IsConsistent">True when they see one state.</param>
/// <param name="Position">Where that state is; null when the server does not tell.</param>
internal sealed record Snapshot(string Method, bool IsConsistent, string? Position);
