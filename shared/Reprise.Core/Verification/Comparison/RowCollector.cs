namespace Reprise.Core.Verification.Comparison;

/// <summary>Keeps the rows of some buckets that differ, to tell which cells they are. Both sides keep the same buckets, which bounds their memory.</summary>
/// <param name="buckets">The buckets.</param>
/// <param name="count">How many there are in all.</param>
/// <param name="key">Cells of the key.</param>
internal sealed class RowCollector(IReadOnlySet<int> buckets, int count, IReadOnlyList<int> key)
{
    private readonly Dictionary<UInt128, List<byte[]>> _rows = [];

    /// <summary>Keeps a row if its bucket is one of them.</summary>
    public void Add(CellRow row)
    {
        if (!buckets.Contains(BucketDigests.BucketOf(row, key, count)))
        {
            return;
        }

        var hash = BucketDigests.KeyOf(row, key);
        if (!_rows.TryGetValue(hash, out var same))
        {
            _rows[hash] = same = [];
        }

        same.Add(row.Written.ToArray());
    }

    /// <summary>Takes rows away that are equal to the other side's, and lists the rest.</summary>
    public void CompareWith(RowCollector found, DifferenceList differences)
    {
        CellRow one = new(), other = new();
        foreach (var (hash, rows) in _rows)
        {
            var theirs = found._rows.GetValueOrDefault(hash) ?? [];
            foreach (var row in rows)
            {
                one.Load(row);
                if (theirs.FindIndex(candidate => candidate.AsSpan().SequenceEqual(row)) is var equal and >= 0)
                {
                    theirs.RemoveAt(equal);
                }
                else if (theirs.Count > 0)
                {
                    other.Load(theirs[^1]);
                    theirs.RemoveAt(theirs.Count - 1);
                    differences.AddCells(() => differences.Shown(key, one), one, other);
                }
                else
                {
                    differences.AddMissing(differences.Shown(key, one));
                }
            }
        }

        foreach (var row in found._rows.Values.SelectMany(rows => rows))
        {
            other.Load(row);
            differences.AddUnexpected(differences.Shown(key, other));
        }
    }
}
