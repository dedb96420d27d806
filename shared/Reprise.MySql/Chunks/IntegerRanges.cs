using System.Globalization;
using Reprise.Core.Runs;

namespace Reprise.MySql.Chunks;

/// <summary>Ranges over an integer key by arithmetic, without reading the key: exact for any integer from -2^63 to 2^64-1.</summary>
internal static class IntegerRanges
{
    /// <summary>
    /// How much wider than its rows a key may be. A range then holds at most so many times the rows asked for, should all of its keys exist;
    /// a key with larger gaps is sampled instead, since one far outlier would put all rows into one range.
    /// </summary>
    private const int MaxSparsity = 8;

    /// <summary>Cuts a span into even ranges.</summary>
    /// <param name="min">Smallest key.</param>
    /// <param name="max">Largest key.</param>
    /// <param name="estimatedRows">Rows as the server estimates them.</param>
    /// <param name="rows">Rows wanted per range.</param>
    /// <returns>The bounds between the ranges, ascending; null when the key is too sparse.</returns>
    public static IReadOnlyList<Int128>? Bounds(Int128 min, Int128 max, long estimatedRows, int rows)
    {
        var span = max - min + 1;
        if (span <= rows)
        {
            return [];
        }

        if (span > (Int128)MaxSparsity * Math.Max(estimatedRows, 1))
        {
            return null;
        }

        // More rows than keys there cannot be, so an estimate beyond the span is one of the server's.
        var expected = Int128.Min(estimatedRows, span);
        var ranges = (expected + rows - 1) / rows;
        var step = (span + ranges - 1) / ranges;
        var bounds = new List<Int128>();
        for (var bound = min + step; bound <= max; bound += step)
        {
            bounds.Add(bound);
        }

        return bounds;
    }

    /// <summary>Bounds as key bounds.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Print(IReadOnlyList<Int128> bounds) =>
        [.. bounds.Select(static bound => (IReadOnlyList<string>)[bound.ToString(CultureInfo.InvariantCulture)])];

    /// <summary>Ranges between bounds: the first has no start and the last no end, so that no row lies outside.</summary>
    public static IReadOnlyList<ChunkRange> Between(IReadOnlyList<IReadOnlyList<string>> bounds) => Between(bounds, ChunkRange.Whole);

    /// <summary>Ranges between bounds within a range.</summary>
    public static IReadOnlyList<ChunkRange> Between(IReadOnlyList<IReadOnlyList<string>> bounds, ChunkRange within)
    {
        var ranges = new List<ChunkRange>(bounds.Count + 1);
        for (var i = 0; i <= bounds.Count; i++)
        {
            ranges.Add(new ChunkRange(i + 1, i == 0 ? within.From : bounds[i - 1], i == bounds.Count ? within.To : bounds[i]));
        }

        return ranges;
    }
}
