using System.Runtime.CompilerServices;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Pipeline.Sync;

/// <summary>One source table about to be read, at the run's point.</summary>
/// <param name="plan">Run plan.</param>
/// <param name="read">The table.</param>
/// <param name="point">The point.</param>
/// <param name="sync">How it is to be read.</param>
/// <param name="rangeRows">Rows of a key range whose digest is compared.</param>
internal sealed class TableReading(RunPlan plan, SourceRead read, IConsistentPoint point, TableSync sync, int rangeRows)
{
    private readonly List<RangeDigest> _ranges = [];
    private readonly List<RangeDigest> _differing = [];

    /// <summary>Run plan.</summary>
    public RunPlan Plan => plan;

    /// <summary>How the table is read, as far as it is known.</summary>
    public TableSync Sync { get; private set; } = sync;

    /// <summary>Digests for the next run.</summary>
    public IReadOnlyList<RangeDigest> Ranges => _ranges;

    /// <summary>Key ranges that changed, neighbours joined.</summary>
    public IReadOnlyList<ChunkRange> Differing => Joined(int.MaxValue);

    /// <summary>Key ranges whose keys are compared one by one. Keys that are not one whole number cannot be told apart by range in the ledger: then all are.</summary>
    public IReadOnlyList<ChunkRange> Compared => _differing.Count == 0 ? [] : SourceKeys.IsWholeNumber(read) ? Differing : [ChunkRange.Whole];

    /// <summary>Where there is a watermark keys alone are compared: what changed of a row shows in its watermark.</summary>
    private IReadOnlyList<string> Columns => Sync.Watermark is null ? UsedColumns.Of(plan, read) : read.Key;

    /// <summary>Up to where the run will have seen everything.</summary>
    public async Task ReadBoundAsync(CancellationToken cancellationToken)
    {
        if (Sync.Watermark is { } column && WatermarkValue.KindOf(read.Table.Find(column)!) is { } kind)
        {
            Sync = Sync with { To = WatermarkValue.Bound(kind, await point.ReadHighestAsync(read, column, cancellationToken), point.Clock) };
        }
    }

    /// <summary>Makes the digests of an earlier run anew and keeps those that are wanted next time: ranges that have grown are cut.</summary>
    public async Task CompareAsync(IReadOnlyList<RangeDigest> before, CancellationToken cancellationToken)
    {
        foreach (var old in before)
        {
            var now = await point.DigestAsync(read, old.Range, Columns, cancellationToken);
            if (now.Digest is not null && now.Digest == old.Digest && now.Rows == old.Rows)
            {
                _ranges.Add(now);
                continue;
            }

            _differing.Add(now);
            await KeepAsync(now, cancellationToken);
        }

        Sync = Sync with { Ranges = before.Count, EqualRanges = before.Count - _differing.Count, Rows = _ranges.Sum(range => range.Rows), Compared = Compared };
    }

    /// <summary>Makes the digests of a table that is read whole.</summary>
    public async Task DigestAllAsync(CancellationToken cancellationToken)
    {
        if (read.Key.Count == 0)
        {
            return;
        }

        foreach (var range in await point.PlanChunksAsync(read, rangeRows, cancellationToken))
        {
            _ranges.Add(await point.DigestAsync(read, range, Columns, cancellationToken));
        }

        Sync = Sync with { Rows = _ranges.Sum(range => range.Rows) };
    }

    /// <summary>Reads everything after all.</summary>
    public void ReadInFull(string reason)
    {
        Sync = Sync.InFull(reason);
        _ranges.Clear();
        _differing.Clear();
    }

    /// <summary>Chunks of what changed.</summary>
    public IEnumerable<ChunkRange> Changed() => Sync.Method == SyncMethod.Watermark
        ? [ChunkRange.Whole with { Selection = new RowSelection { Watermark = Sync.Watermark, Since = Sync.From } }]
        : Joined(plan.ChunkRows);

    /// <summary>Keys of the ranges that are compared.</summary>
    public async IAsyncEnumerable<string> ReadKeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var only = SourceKeys.Only(read);
        var keys = new SourceKeys(only);
        foreach (var range in Compared)
        {
            await foreach (var key in keys.OfAsync(point.ReadAsync(only, range, BatchLimits.Default, cancellationToken), cancellationToken))
            {
                yield return key;
            }
        }
    }

    /// <summary>Says how many keys were compared.</summary>
    public void CountKeys(long keys) => Sync = Sync with { KeysCompared = keys };

    /// <summary>Says how many rows are asked for by key.</summary>
    public void CountRows(long again, long late) => Sync = Sync with { Again = again, Late = late };

    private async Task KeepAsync(RangeDigest range, CancellationToken cancellationToken)
    {
        if (range.Rows <= 2L * rangeRows)
        {
            _ranges.Add(range);
            return;
        }

        foreach (var part in await point.SplitAsync(read, range.Range, rangeRows, cancellationToken))
        {
            _ranges.Add(await point.DigestAsync(read, part, Columns, cancellationToken));
        }
    }

    /// <summary>Changed ranges with neighbours joined up to so many rows.</summary>
    private List<ChunkRange> Joined(int rows)
    {
        var joined = new List<(ChunkRange Range, long Rows)>();
        foreach (var (range, count, _) in _differing)
        {
            if (joined.Count > 0 && joined[^1] is var last && IsNext(last.Range, range) && last.Rows + count <= rows)
            {
                joined[^1] = (last.Range with { To = range.To }, last.Rows + count);
            }
            else
            {
                joined.Add((range, count));
            }
        }

        return [.. joined.Select(entry => entry.Range)];
    }

    private static bool IsNext(ChunkRange one, ChunkRange other) => one.To is { } end && other.From is { } start && end.SequenceEqual(start, StringComparer.Ordinal);
}
