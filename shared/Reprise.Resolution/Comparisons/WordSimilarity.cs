using System.Runtime.CompilerServices;
using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>How much two values have in common word by word, where rare words count for more and a typing mistake in a word is forgiven.</summary>
internal static class WordSimilarity
{
    private const int MostWords = 16;
    private const double SameWord = 0.88;

    /// <summary>Compares two values of a field.</summary>
    /// <returns>
    /// Shared: weight of the words found in both over the mean weight of the two values, 0 to 1. Contained: over the weight of the lighter value, 0 to 1.
    /// Weight: weight of the shared words.
    /// </returns>
    public static (double Shared, double Contained, double Weight) Between(WordTable table, int left, int right)
    {
        var a = table.Of(left);
        var b = table.Of(right);
        a = a[..Math.Min(a.Length, MostWords)];
        b = b[..Math.Min(b.Length, MostWords)];
        var (weightA, weightB) = (Weight(table, a), Weight(table, b));
        if (weightA == 0 || weightB == 0)
        {
            return default;
        }

        Span<bool> taken = stackalloc bool[MostWords];
        Span<bool> found = stackalloc bool[MostWords];
        var shared = Equal(table, a, b, found, taken) + Similar(table, a, b, found, taken);
        return (2 * shared / (weightA + weightB), shared / Math.Min(weightA, weightB), shared);
    }

    private static double Weight(WordTable table, ReadOnlySpan<int> words)
    {
        var weight = 0.0;
        foreach (var word in words)
        {
            weight += table.Rarities[word];
        }

        return weight;
    }

    private static double Equal(WordTable table, ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<bool> found, Span<bool> taken)
    {
        var shared = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length && !found[i]; j++)
            {
                if (a[i] == b[j] && !taken[j])
                {
                    found[i] = taken[j] = true;
                    shared += table.Rarities[a[i]];
                }
            }
        }

        return shared;
    }

    private static double Similar(WordTable table, ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<bool> found, Span<bool> taken)
    {
        var shared = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            if (found[i])
            {
                continue;
            }

            var (best, at) = (0.0, -1);
            for (var j = 0; j < b.Length; j++)
            {
                if (!taken[j] && Word(table.Words[a[i]], table.Words[b[j]]) is var similarity && similarity > best)
                {
                    (best, at) = (similarity, j);
                }
            }

            if (at >= 0)
            {
                taken[at] = found[i] = true;
                shared += best * Math.Min(table.Rarities[a[i]], table.Rarities[b[at]]);
            }
        }

        return shared;
    }

    /// <summary>0 when two words are not the same word with a slip. Numbers have no slips; an abbreviation begins the word it stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Word(string left, string right)
    {
        if (left[0] == right[0])
        {
            return Slip(left, right);
        }

        // A slip in the first letter, or the first two exchanged.
        var isLong = left.Length >= 4 && right.Length >= 4;
        return isLong && (left[1] == right[1] || (left[0] == right[1] && left[1] == right[0])) ? Slip(left, right) : 0;
    }

    private static double Slip(string left, string right)
    {
        if (char.IsAsciiDigit(left[0]) || char.IsAsciiDigit(right[0]))
        {
            return 0;
        }

        var (shorter, longer) = left.Length < right.Length ? (left, right) : (right, left);
        if (longer.StartsWith(shorter, StringComparison.Ordinal))
        {
            return shorter.Length >= 3 ? 0.9 : 0.6;
        }

        var similarity = shorter.Length < 4 ? 0 : JaroWinkler.Similarity(left, right);
        return similarity >= SameWord ? similarity : 0;
    }
}
