using Reprise.Resolution.Comparisons;

namespace Reprise.Resolution.Estimation;

/// <summary>A Fellegi-Sunter model: how much each level of each comparison speaks for a match, in bits.</summary>
/// <remarks>
/// I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", 1969. The weight of a level is log2 of its probability among matching pairs over
/// that among the others. Agreement in a rare value weighs more than in a common one (W. E. Winkler, 1989: frequency-based matching).
/// </remarks>
internal sealed class MatchModel
{
    /// <summary>Limits of what the rarity of a value adds or takes, in bits: one value must not decide alone.</summary>
    private const double MostRarity = 3;

    private readonly Comparison[] _comparisons;
    private readonly double[][] _weights;
    private readonly double _prior;

    /// <param name="comparisons">The comparisons.</param>
    /// <param name="weights">Bits by comparison and level.</param>
    /// <param name="prior">Bits before anything is compared.</param>
    public MatchModel(Comparison[] comparisons, double[][] weights, double prior)
    {
        _comparisons = comparisons;
        _weights = weights;
        _prior = prior;
    }

    /// <summary>The comparisons.</summary>
    public ReadOnlySpan<Comparison> Comparisons => _comparisons;

    /// <summary>Bits before anything is compared.</summary>
    public double Prior => _prior;

    /// <summary>log2 of the odds that two records with this pattern are the same, whatever their values.</summary>
    public double Weight(ulong pattern)
    {
        var weight = _prior;
        for (var i = 0; i < _comparisons.Length; i++)
        {
            weight += Pattern.Level(pattern, i) is >= 0 and var level ? _weights[i][level] : 0;
        }

        return weight;
    }

    /// <summary>log2 of the odds that two records are the same.</summary>
    public double Weight(int left, int right)
    {
        var pattern = Pattern.Of(_comparisons, left, right);
        var weight = _prior;
        for (var i = 0; i < _comparisons.Length; i++)
        {
            weight += Weight(i, Pattern.Level(pattern, i), left, right);
        }

        return weight;
    }

    /// <summary>Bits that one comparison adds.</summary>
    public double Weight(int comparison, int level, int left, int right)
    {
        if (level == Comparison.Unknown)
        {
            return 0;
        }

        return _weights[comparison][level] + (level >= _comparisons[comparison].FirstFrequentLevel ? Rarity(_comparisons[comparison], left, right) : 0);
    }

    private static double Rarity(Comparison comparison, int left, int right)
    {
        if (comparison.ChanceAgreement == 0 || comparison.Frequency(left, right) is not (> 0 and var frequency))
        {
            return 0;
        }

        return Math.Clamp(Math.Log2(comparison.ChanceAgreement / frequency), -MostRarity, MostRarity);
    }
}
