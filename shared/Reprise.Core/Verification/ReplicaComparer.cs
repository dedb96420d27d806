using Reprise.Core.Catalogs;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Core.Verification.Comparison;
using Reprise.Core.Verification.Expected;

namespace Reprise.Core.Verification;

/// <summary>Compares a replicated table with its source: one pass over both for digests, and where these differ a second one for the cells.</summary>
public static class ReplicaComparer
{
    private const long LargeRow = 1 << 20;
    private const long MostListed = 128L << 20;

    /// <summary>Compares.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="respellings">What the source says of the spellings of references, by <see cref="RespelledReference.Question"/>.</param>
    /// <param name="corrections">Corrections that the run laid over its source rows.</param>
    /// <param name="source">Reads all rows of the source; the row is reused. Called once or twice and must give the same rows.</param>
    /// <param name="target">Reads all rows of the target, cells as <see cref="ExpectedRecord.Columns"/>; the same holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TableComparison> CompareAsync(
        RunPlan plan,
        RunTable table,
        IReadOnlyDictionary<string, IReadOnlyList<Respelling>> respellings,
        IReadOnlyList<Correction> corrections,
        Func<IAsyncEnumerable<CellRow>> source,
        Func<IAsyncEnumerable<CellRow>> target,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var record = new ExpectedRecord(plan, table, respellings);
        var pass = new Pass(record, new TextCorrector(plan.Source(table.Source), corrections), source, target);
        var count = BucketDigests.CountFor(plan.Source(table.Source).Table.EstimatedRows);
        BucketDigests expected = new(count), found = new(count);
        var heldBack = 0L;
        var reading = Task.Run(async () => heldBack = await pass.ReadExpectedAsync(row => expected.Add(row, record.KeyCells), cancellationToken), cancellationToken);
        if (HasLargeRows(plan.Source(table.Source).Table))
        {
            await reading;
        }

        await Task.WhenAll(reading, Task.Run(() => pass.ReadFoundAsync(row => found.Add(row, record.KeyCells), cancellationToken), cancellationToken));
        var differences = new DifferenceList(record.Columns);
        if (expected.DifferingFrom(found, MostListed) is { Count: > 0 } buckets)
        {
            await pass.ListAsync(buckets, count, differences, cancellationToken);
            if (differences.IsEmpty)
            {
                differences.AddMissing("(too many to list)", Math.Max(1, Math.Abs(expected.Rows - found.Rows)));
            }
        }

        return differences.Result(table, expected.Rows + heldBack, expected.Rows, heldBack);
    }

    /// <summary>Rows of which a few fill the memory that a table may take: its two sides are then read one after the other.</summary>
    private static bool HasLargeRows(SourceTable table) => table.DataBytes / Math.Max(1, table.EstimatedRows) > LargeRow;

    private sealed class Pass(ExpectedRecord record, TextCorrector corrector, Func<IAsyncEnumerable<CellRow>> source, Func<IAsyncEnumerable<CellRow>> target)
    {
        public async Task<long> ReadExpectedAsync(Action<CellRow> take, CancellationToken cancellationToken)
        {
            var heldBack = 0L;
            var ordinal = 0L;
            var expected = new CellRow(digestsLarge: true);
            await foreach (var row in source().WithCancellation(cancellationToken))
            {
                if (Corrected(row, ordinal++) is { } corrected && record.TryExpect(corrected, expected))
                {
                    take(expected);
                }
                else
                {
                    heldBack++;
                }
            }

            return heldBack;
        }

        private CellRow? Corrected(CellRow row, long ordinal) =>
            corrector.IsEmpty ? row : corrector.Apply(record.HasKey ? record.KeyOf(row) : SourceKey.Ordinal(1, ordinal), row);

        public async Task ReadFoundAsync(Action<CellRow> take, CancellationToken cancellationToken)
        {
            var found = new CellRow(digestsLarge: true);
            PgType[] types = [.. record.Columns.Select(column => column.Type)];
            await foreach (var row in target().WithCancellation(cancellationToken))
            {
                AppendFound(types, row, found);
                take(found);
            }
        }

        private static void AppendFound(PgType[] types, CellRow row, CellRow found)
        {
            found.Clear();
            for (var i = 0; i < types.Length; i++)
            {
                if (row.IsNull(i))
                {
                    found.AppendNull();
                }
                else
                {
                    TargetForm.AppendFound(types[i], row[i], found);
                }
            }
        }

        public async Task ListAsync(IReadOnlySet<int> buckets, int count, DifferenceList differences, CancellationToken cancellationToken)
        {
            RowCollector expected = new(buckets, count, record.KeyCells), found = new(buckets, count, record.KeyCells);
            await Task.WhenAll(
                Task.Run(() => ReadExpectedAsync(expected.Add, cancellationToken), cancellationToken),
                Task.Run(() => ReadFoundAsync(found.Add, cancellationToken), cancellationToken));
            expected.CompareWith(found, differences);
        }
    }
}
