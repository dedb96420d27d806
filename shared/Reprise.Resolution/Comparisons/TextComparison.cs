using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>A text of a few words: a further line of the address, a region.</summary>
internal sealed class TextComparison(MatchField field) : Comparison(
    field.Name,
    [new("different", 0.2, 0.85), new("similar", 0.15, 0.03), new("equal", 0.65, 0.12)])
{
    private const double Similar = 0.88;

    private readonly double _chance = Chance(field);

    public override double ChanceAgreement => _chance;

    public override double MostUnlike => 0.6;

    public override double MostBits => 6;

    public override int Compare(int left, int right)
    {
        var (a, b) = (field[left], field[right]);
        if (a < 0 || b < 0)
        {
            return Unknown;
        }

        return a == b ? Equal : JaroWinkler.Similarity(field.Text(a), field.Text(b)) >= Similar ? 1 : 0;
    }

    public override double Frequency(int left, int right) => field.Frequency(field[left]);
}
