using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>Codes that somebody typed: telephone numbers, identifiers.</summary>
internal sealed class CodeComparison(MatchField field, double mostUnlike, double mostBits) : Comparison(
    field.Name,
    [new("different", 0.1, 0.97), new("two slips", 0.03, 0.02), new("one slip", 0.1, 0.005), new("equal", 0.77, 0.005)])
{
    /// <summary>Below this length two slips leave too little.</summary>
    private const int LongEnough = 7;

    private readonly double _chance = Chance(field);

    public override double ChanceAgreement => _chance;

    public override double MostUnlike => mostUnlike;

    public override double MostBits => mostBits;

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
        return EditDistance.Between(one, other, limit: 2) switch
        {
            <= 1 => 2,
            2 when Math.Min(one.Length, other.Length) >= LongEnough => 1,
            _ => 0,
        };
    }

    public override double Frequency(int left, int right) => field.Frequency(field[left]);
}
