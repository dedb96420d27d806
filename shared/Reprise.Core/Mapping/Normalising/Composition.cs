using System.Runtime.InteropServices;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Canonical decomposition and composition: Unicode Standard Annex 15, https://www.unicode.org/reports/tr15/.</summary>
/// <remarks>
/// The runtime's own normalization does nothing where globalization is invariant, which it is for the whole product:
/// https://github.com/dotnet/runtime/blob/main/docs/design/features/globalization-invariant-mode.md.
/// Hangul is computed: chapter 3.12 of the standard, https://www.unicode.org/versions/Unicode14.0.0/ch03.pdf.
/// </remarks>
internal static class Composition
{
    private const int FirstMark = 0x300;
    private const int S = 0xAC00;
    private const int L = 0x1100;
    private const int V = 0x1161;
    private const int T = 0x11A7;
    private const int LCount = 19;
    private const int VCount = 21;
    private const int TCount = 28;

    /// <summary>True when nothing of a text would compose or change its order.</summary>
    public static bool IsComposed(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            // What comes before the first combining mark is composed: nearly every text is nothing else.
            var point = Next(text, ref i);
            if (point >= FirstMark && CanonicalData.Instance.MayChange(point))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a text in normalization form C.</summary>
    public static void Compose(ReadOnlySpan<char> text, CharRoom room)
    {
        var points = Ordered(text);
        var starter = -1;
        var lastClass = 0;
        var length = 0;
        foreach (var point in CollectionsMarshal.AsSpan(points))
        {
            var combining = CanonicalData.Instance.ClassOf(point);
            var isBlocked = starter < 0 || (length > starter + 1 && lastClass >= combining);
            if (!isBlocked && Pair(points[starter], point) is { } composed)
            {
                points[starter] = composed;
                continue;
            }

            if (combining == 0)
            {
                starter = length;
            }

            lastClass = combining;
            points[length++] = point;
        }

        Write(points, length, room);
    }

    /// <summary>Writes a text in normalization form D.</summary>
    public static void Decompose(ReadOnlySpan<char> text, CharRoom room)
    {
        var points = Ordered(text);
        Write(points, points.Count, room);
    }

    private static void Write(List<int> points, int count, CharRoom room)
    {
        for (var i = 0; i < count; i++)
        {
            room.AppendPoint(points[i]);
        }
    }

    private static List<int> Ordered(ReadOnlySpan<char> text)
    {
        var points = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length;)
        {
            Split(Next(text, ref i), points);
        }

        for (var i = 1; i < points.Count; i++)
        {
            var point = points[i];
            var combining = CanonicalData.Instance.ClassOf(point);
            var place = i;
            while (combining > 0 && place > 0 && CanonicalData.Instance.ClassOf(points[place - 1]) > combining)
            {
                points[place] = points[place - 1];
                place--;
            }

            points[place] = point;
        }

        return points;
    }

    private static void Split(int point, List<int> points)
    {
        if (point < 0xC0)
        {
            points.Add(point);
        }
        else if (point - S is >= 0 and < LCount * VCount * TCount and var syllable)
        {
            points.Add(L + (syllable / (VCount * TCount)));
            points.Add(V + (syllable % (VCount * TCount) / TCount));
            if (syllable % TCount is > 0 and var last)
            {
                points.Add(T + last);
            }
        }
        else if (CanonicalData.Instance.PartsOf(point) is { } parts)
        {
            // The first part may have parts of its own; the second never has.
            Split(parts.First, points);
            if (parts.Second > 0)
            {
                points.Add(parts.Second);
            }
        }
        else
        {
            points.Add(point);
        }
    }

    private static int? Pair(int first, int second)
    {
        if (first - L is >= 0 and < LCount && second - V is >= 0 and < VCount)
        {
            return S + (((((first - L) * VCount) + (second - V))) * TCount);
        }

        if (first - S is >= 0 and < LCount * VCount * TCount and var syllable && syllable % TCount == 0 && second - T is > 0 and < TCount)
        {
            return first + (second - T);
        }

        return CanonicalData.Instance.Composed(first, second);
    }

    /// <summary>The next code point; half of a surrogate pair is one of its own.</summary>
    private static int Next(ReadOnlySpan<char> text, ref int at)
    {
        var unit = text[at++];
        return char.IsHighSurrogate(unit) && at < text.Length && char.IsLowSurrogate(text[at]) ? char.ConvertToUtf32(unit, text[at++]) : unit;
    }
}
