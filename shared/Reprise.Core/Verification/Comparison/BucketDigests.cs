using System.IO.Hashing;

namespace Reprise.Core.Verification.Comparison;

/// <summary>Content of a table in constant memory: rows fall into buckets by their key, and each bucket keeps the number of its rows and the sum of their hashes, so that order does not matter.</summary>
internal sealed class BucketDigests
{
    /// <summary>Buckets: a difference in 20 million rows leads to about 300 of them.</summary>
    public const int Count = 65_536;

    private readonly UInt128[] _sums = new UInt128[Count];
    private readonly long[] _rows = new long[Count];
    private readonly long[] _bytes = new long[Count];

    /// <summary>Rows added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(CellRow row, IReadOnlyList<int> key)
    {
        var bucket = BucketOf(row, key);
        _sums[bucket] = unchecked(_sums[bucket] + XxHash128.HashToUInt128(row.Written));
        _rows[bucket]++;
        _bytes[bucket] += row.Written.Length;
        Rows++;
    }

    /// <summary>The bucket of a row. Of its low half: a division of 128 bits per row is felt.</summary>
    public static int BucketOf(CellRow row, IReadOnlyList<int> key) => (int)((ulong)KeyOf(row, key) % Count);

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
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, row[cell].Length);
            hash.Append(length);
            hash.Append(row[cell]);
        }

        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Buckets whose content differs: the first, up to so many bytes of rows on both sides, but at least one if there is any.</summary>
    public IReadOnlySet<int> DifferingFrom(BucketDigests other, long mostBytes)
    {
        var differing = new HashSet<int>();
        for (var bucket = 0; bucket < Count && mostBytes > 0; bucket++)
        {
            if (_rows[bucket] != other._rows[bucket] || _sums[bucket] != other._sums[bucket])
            {
                differing.Add(bucket);
                mostBytes -= _bytes[bucket] + other._bytes[bucket];
            }
        }

        return differing;
    }
}
