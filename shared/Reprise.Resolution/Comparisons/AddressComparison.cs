using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>Number and street together: a number says little without its street.</summary>
internal sealed class AddressComparison(string name, AddressTable addresses) : Comparison(
    name,
    [
        new("different", 0.1, 0.9), new("same number elsewhere", 0.04, 0.01), new("same street, other number", 0.08, 0.05), new("same street", 0.08, 0.02),
        new("same street, number with a slip", 0.1, 0.01), new("similar street and number", 0.2, 0.005), new("equal", 0.4, 0.005),
    ])
{
    private const double SameStreet = 0.97;
    private const double SimilarStreet = 0.6;

    public override double MostUnlike => 0.4;

    public override int Compare(int left, int right)
    {
        var (streetA, streetB) = (addresses.Street(left), addresses.Street(right));
        if (streetA < 0 || streetB < 0)
        {
            return Unknown;
        }

        var (numberA, numberB) = (addresses.Number(left), addresses.Number(right));
        var isSameNumber = numberA is not null && numberB is not null && numberA == numberB;
        var street = streetA == streetB ? 1 : Street(streetA, streetB);
        if (street < SimilarStreet)
        {
            return isSameNumber ? 1 : 0;
        }

        return isSameNumber ? street >= SameStreet ? Equal : 5
            : numberA is null || numberB is null ? 3
            : EditDistance.Between(numberA, numberB, limit: 1) <= 1 && Math.Max(numberA.Length, numberB.Length) > 1 ? 4 : 2;
    }

    private double Street(int left, int right)
    {
        var (shared, contained, weight) = WordSimilarity.Between(addresses.Words, left, right);
        return contained >= 0.95 && weight >= 0.3 ? Math.Max(shared, 0.9) : shared;
    }
}
