using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Reprise.Core.Verification.Comparison;

/// <summary>Content of a table in constant memory: rows fall into buckets by their key, and each bucket keeps the number of its rows and the sum of their hashes, so that order does not matter.</summary>
/// <param name="count">Number of buckets, see <see cref="CountFor"/>.</param>
internal sealed class BucketDigests(int count)
{
    private const int FewestBuckets = 1_024;
    private const int MostBuckets = 65_536;

    /// <summary>Rows that a difference leads to. Fewer in a bucket would mean more buckets than the processor keeps at hand: of two million rows, that took a tenth of the comparison.</summary>
    private const int RowsPerBucket = 256;

    private readonly Bucket[] _buckets = new Bucket[count];

    /// <summary>Rows added.</summary>
    public long Rows { get; private set; }

    /// <summary>How many buckets suit a table of about so many rows.</summary>
    public static int CountFor(long rows) => (int)Math.Clamp((long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(0, rows) / RowsPerBucket), FewestBuckets, MostBuckets);

    /// <summary>Adds a row.</summary>
    public void Add(CellRow row, IReadOnlyList<int> key)
    {
        ref var bucket = ref _buckets[BucketOf(row, key, count)];
        bucket.Sum = unchecked(bucket.Sum + XxHash128.HashToUInt128(row.Written));
        bucket.Rows++;
        bucket.Bytes += row.Written.Length;
        Rows++;
    }

    /// <summary>The bucket of a row. Of its low half: a division of 128 bits per row is felt.</summary>
    public static int BucketOf(CellRow row, IReadOnlyList<int> key, int count) => (int)((ulong)KeyOf(row, key) % (uint)count);

    /// <summary>Hash of a row's key; of the whole row where there is none.</summary>
    public static UInt128 KeyOf(CellRow row, IReadOnlyList<int> key)
    {
        if (key.Count == 0)
        {
            return XxHash128.HashToUInt128(row.Written);
        }

        if (key.Count == 1)
        {
            return XxHash128.HashToUInt128(row[key[0]]);
        }

        var hash = new XxHash128();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var cell in key)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, row[cell].Length);
            hash.Append(length);
            hash.Append(row[cell]);
        }

        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Buckets whose content differs: the first, up to so many bytes of rows on both sides, but at least one if there is any.</summary>
    public IReadOnlySet<int> DifferingFrom(BucketDigests other, long mostBytes)
    {
        var differing = new HashSet<int>();
        for (var i = 0; i < _buckets.Length && mostBytes > 0; i++)
        {
            ref readonly var own = ref _buckets[i];
            ref readonly var theirs = ref other._buckets[i];
            if (own.Rows != theirs.Rows || own.Sum != theirs.Sum)
            {
                differing.Add(i);
                mostBytes -= own.Bytes + theirs.Bytes;
            }
        }

        return differing;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Bucket
    {
        public UInt128 Sum;
        public long Rows;
        public long Bytes;
    }
}
