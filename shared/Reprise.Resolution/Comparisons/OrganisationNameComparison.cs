using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>Names of organisations, word by word: the same words in another order or without the legal form are the same name.</summary>
internal sealed class OrganisationNameComparison(MatchField field, WordTable words) : Comparison(
    field.Name,
    [
        new("different", 0.08, 0.9), new("a word in common", 0.1, 0.07), new("half in common", 0.15, 0.02), new("one within the other", 0.22, 0.005),
        new("close", 0.15, 0.002), new("equal", 0.3, 0.003),
    ])
{
    private const int LongEnough = 10;
    private const double Close = 0.85;
    private const double Within = 0.9;
    private const double Half = 0.55;
    private const double Some = 0.25;

    private readonly double _chance = Chance(field);

    public override double ChanceAgreement => _chance;

    public override int Compare(int left, int right)
    {
        var (a, b) = (field[left], field[right]);
        if (a < 0 || b < 0)
        {
            return Unknown;
        }

        if (a == b)
        {
            return Equal;
        }

        if (IsSlip(field.Text(a), field.Text(b)))
        {
            return 4;
        }

        var (shared, contained, weight) = WordSimilarity.Between(words, a, b);
        return shared switch
        {
            > 0.995 => Equal,
            >= Close => 4,
            _ when contained >= Within && weight >= 0.3 => 3,
            >= Half => 2,
            >= Some => 1,
            _ => 0,
        };
    }

    /// <summary>A space in the wrong place, or two letters: no words need be in common for the names to be the same. Digits tell one branch from the next.</summary>
    private static bool IsSlip(string one, string other) =>
        Math.Abs(one.Length - other.Length) <= 2
        && Math.Min(one.Length, other.Length) >= LongEnough
        && one[0] == other[0]
        && EditDistance.Between(one, other, limit: 2) <= 2
        && HasSameDigits(one, other);

    private static bool HasSameDigits(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        while (true)
        {
            var (left, right) = (one.IndexOfAnyInRange('0', '9'), other.IndexOfAnyInRange('0', '9'));
            if (left < 0 || right < 0)
            {
                return left == right;
            }

            if (one[left] != other[right])
            {
                return false;
            }

            one = one[(left + 1)..];
            other = other[(right + 1)..];
        }
    }

    public override double Frequency(int left, int right) => Math.Max(field.Frequency(field[left]), field.Frequency(field[right]));
}
