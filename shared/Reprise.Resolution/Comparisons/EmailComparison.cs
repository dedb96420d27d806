using Reprise.Resolution.Fields;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Comparisons;

/// <summary>E-mail addresses.</summary>
internal sealed class EmailComparison(MatchField field) : Comparison(
    field.Name,
    [new("different", 0.25, 0.96), new("same mailbox elsewhere", 0.05, 0.02), new("one slip", 0.05, 0.005), new("equal", 0.65, 0.015)])
{
    private readonly double _chance = Chance(field);

    public override double ChanceAgreement => _chance;

    public override double MostUnlike => 0.5;

    public override double MostBits => 9;

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
        return EditDistance.Between(one, other, limit: 1) <= 1 ? 2 : Mailbox(one).SequenceEqual(Mailbox(other)) ? 1 : 0;
    }

    public override double Frequency(int left, int right) => field.Frequency(field[left]);

    private static ReadOnlySpan<char> Mailbox(string address) => address.AsSpan(0, address.IndexOf('@', StringComparison.Ordinal));
}
