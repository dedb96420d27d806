using System.Numerics;

namespace Reprise.Resolution.Text;

/// <summary>Jaro-Winkler similarity, without allocation. Characters beyond the 64th are not looked at.</summary>
/// <remarks>W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage", 1990.</remarks>
internal static class JaroWinkler
{
    private const int Longest = 64;
    private const double PrefixScale = 0.1;
    private const int LongestPrefix = 4;

    /// <summary>0 = nothing in common, 1 = equal.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left[..Math.Min(left.Length, Longest)];
        right = right[..Math.Min(right.Length, Longest)];
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length == right.Length ? 1 : 0;
        }

        var jaro = Jaro(left, right);
        var prefix = Math.Min(LongestPrefix, left.CommonPrefixLength(right));
        return jaro + (prefix * PrefixScale * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var window = Math.Max(0, (Math.Max(left.Length, right.Length) / 2) - 1);
        ulong fromLeft = 0, fromRight = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var end = Math.Min(right.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= end; j++)
            {
                if (left[i] == right[j] && (fromRight & (1UL << j)) == 0)
                {
                    fromLeft |= 1UL << i;
                    fromRight |= 1UL << j;
                    break;
                }
            }
        }

        var common = BitOperations.PopCount(fromLeft);
        if (common == 0)
        {
            return 0;
        }

        var moved = 0;
        for (ulong a = fromLeft, b = fromRight; a != 0; a &= a - 1, b &= b - 1)
        {
            moved += left[BitOperations.TrailingZeroCount(a)] == right[BitOperations.TrailingZeroCount(b)] ? 0 : 1;
        }

        return (((double)common / left.Length) + ((double)common / right.Length) + ((common - (moved / 2.0)) / common)) / 3;
    }
}
