using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>A part of a person's name, which may have been entered in the other part's place.</summary>
/// <param name="field">The part.</param>
/// <param name="other">The other part; null = there is none.</param>
internal sealed class PersonNameComparison(MatchField field, MatchField? other) : Comparison(
    field.Name,
    [
        new("different", 0.06, 0.93), new("initial or part", 0.03, 0.02), new("similar", 0.05, 0.02), new("in the other's place", 0.03, 0.001),
        new("close", 0.13, 0.009), new("equal", 0.7, 0.02),
    ])
{
    private const double Close = 0.92;
    private const double Similar = 0.82;

    private readonly double _chance = Chance(field);

    public override double ChanceAgreement => _chance;

    public override double MostUnlike => 0.2;

    public override int Compare(int left, int right)
    {
        var (a, b) = (field[left], field[right]);
        if (a >= 0 && a == b)
        {
            return Equal;
        }

        if (IsSwapped(left, right))
        {
            return 3;
        }

        return a < 0 || b < 0 ? Unknown : Texts(field.Text(a), field.Text(b));
    }

    public override double Frequency(int left, int right) => field.Frequency(field[left]);

    private static int Texts(string one, string two)
    {
        var similarity = JaroWinkler.Similarity(one, two);
        return similarity >= Close ? 4 : IsPart(one, two) ? 1 : similarity >= Similar ? 2 : 0;
    }

    /// <summary>J for Jean, Marie for Marie-Claude, Dupont for Dupont-Martin.</summary>
    private static bool IsPart(string one, string two)
    {
        var (part, whole) = one.Length < two.Length ? (one, two) : (two, one);
        return (part.Length == 1 && whole[0] == part[0])
            || (whole.StartsWith(part, StringComparison.Ordinal) && whole[part.Length] == ' ')
            || (whole.EndsWith(part, StringComparison.Ordinal) && whole[^(part.Length + 1)] == ' ');
    }

    private bool IsSwapped(int left, int right)
    {
        if (other is null || other[left] < 0 || other[right] < 0 || field[left] < 0 || field[right] < 0)
        {
            return false;
        }

        return IsSame(field.Text(field[left]), other.Text(other[right])) && IsSame(field.Text(field[right]), other.Text(other[left]));
    }

    private static bool IsSame(string one, string two) =>
        one[0] == two[0] && (string.Equals(one, two, StringComparison.Ordinal) || JaroWinkler.Similarity(one, two) >= Close);
}
