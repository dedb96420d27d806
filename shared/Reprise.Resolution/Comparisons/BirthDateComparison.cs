using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>Dates of birth as yyyyMMdd.</summary>
internal sealed class BirthDateComparison(MatchField field) : Comparison(
    field.Name,
    [new("different", 0.03, 0.93), new("same year", 0.02, 0.04), new("two parts of three", 0.05, 0.015), new("one slip", 0.1, 0.005), new("equal", 0.8, 0.01)])
{
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

        var (one, other) = (field.Text(a), field.Text(b));
        return one.Length == 8 && other.Length == 8 ? Dates(one, other) : EditDistance.Between(one, other, limit: 1) <= 1 ? 3 : 0;
    }

    public override double Frequency(int left, int right) => field.Frequency(field[left]);

    private static int Dates(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (EditDistance.Between(one, other, limit: 1) <= 1 || IsSwapped(one, other))
        {
            return 3;
        }

        var year = one[..4].SequenceEqual(other[..4]);
        var month = one[4..6].SequenceEqual(other[4..6]);
        var day = one[6..].SequenceEqual(other[6..]);
        return (year && (month || day)) || (month && day) ? 2 : year ? 1 : 0;
    }

    private static bool IsSwapped(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one[..4].SequenceEqual(other[..4]) && one[4..6].SequenceEqual(other[6..]) && one[6..].SequenceEqual(other[4..6]);
}
