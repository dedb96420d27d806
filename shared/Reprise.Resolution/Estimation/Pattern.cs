using Reprise.Resolution.Comparisons;

namespace Reprise.Resolution.Estimation;

/// <summary>The levels of all comparisons of a pair in one number, four bits each: 0 = unknown, else the level plus one.</summary>
internal static class Pattern
{
    /// <summary>Most comparisons.</summary>
    public const int Most = 16;

    private const int Bits = 4;

    /// <summary>Compares two records in every respect.</summary>
    public static ulong Of(ReadOnlySpan<Comparison> comparisons, int left, int right)
    {
        var pattern = 0UL;
        for (var i = 0; i < comparisons.Length; i++)
        {
            pattern |= (ulong)(comparisons[i].Compare(left, right) + 1) << (i * Bits);
        }

        return pattern;
    }

    /// <summary>The level of one comparison; <see cref="Comparison.Unknown"/> = cannot be said.</summary>
    public static int Level(ulong pattern, int comparison) => (int)((pattern >> (comparison * Bits)) & 0xF) - 1;
}
