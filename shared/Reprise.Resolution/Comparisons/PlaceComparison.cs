using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>Postal code and city together: each nearly follows from the other.</summary>
/// <param name="codes">Postal codes; null = no such field.</param>
/// <param name="cities">Cities; null = no such field.</param>
internal sealed class PlaceComparison(MatchField? codes, MatchField? cities) : Comparison(
    string.Join(" + ", new[] { codes?.Name, cities?.Name }.OfType<string>()),
    [
        new("different", 0.05, 0.85), new("similar code", 0.04, 0.04), new("same city, other code", 0.05, 0.02), new("same city, code with a slip", 0.05, 0.01),
        new("same code", 0.21, 0.04), new("same code and city", 0.6, 0.04),
    ])
{
    private const double SimilarCity = 0.88;

    private readonly double _chance = codes is null ? cities is null ? 0 : Chance(cities) : Chance(codes);

    public override double ChanceAgreement => _chance;

    public override int FirstFrequentLevel => 4;

    public override int Compare(int left, int right)
    {
        var code = Distance(left, right);
        var city = City(left, right);
        return (code, city) switch
        {
            (null, null) => Unknown,
            (0, true) => 5,
            (0, _) => 4,
            (null, true) => 4,
            (1, true) => 3,
            (_, true) => 2,
            (1, _) => 1,
            _ => 0,
        };
    }

    public override double Frequency(int left, int right) =>
        codes is not null && codes[left] >= 0 && codes[right] >= 0 ? codes.Frequency(codes[left])
        : cities is not null && cities[left] >= 0 ? cities.Frequency(cities[left]) : 0;

    /// <summary>Slips between the codes, at most 2; null = not known.</summary>
    private int? Distance(int left, int right)
    {
        if (codes is null || codes[left] < 0 || codes[right] < 0)
        {
            return null;
        }

        return codes[left] == codes[right] ? 0 : EditDistance.Between(codes.Text(codes[left]), codes.Text(codes[right]), limit: 1);
    }

    private bool? City(int left, int right)
    {
        if (cities is null || cities[left] < 0 || cities[right] < 0)
        {
            return null;
        }

        return cities[left] == cities[right] || JaroWinkler.Similarity(cities.Text(cities[left]), cities.Text(cities[right])) >= SimilarCity;
    }
}
