using Reprise.Resolution.Fields;

namespace Reprise.Resolution.Comparisons;

/// <summary>Compares two records in one respect, into one of a few levels. Thread-safe.</summary>
internal abstract class Comparison(string name, IReadOnlyList<Level> levels)
{
    /// <summary>Answer where one of the records says nothing: it speaks neither for nor against a match.</summary>
    public const int Unknown = -1;

    /// <summary>Name for explanations: the fields compared.</summary>
    public string Name => name;

    /// <summary>The levels, from unlike to alike.</summary>
    public IReadOnlyList<Level> Levels => levels;

    /// <summary>The highest level, of equal values.</summary>
    public int Equal => levels.Count - 1;

    /// <summary>
    /// Most of the matching pairs that may be at the lowest level, 0 to 1. It ties what the data is asked to what a match means: without it the
    /// pairs found could be those of some other likeness, such as branches with one mailbox.
    /// </summary>
    public virtual double MostUnlike => 0.25;

    /// <summary>Most bits that the comparison adds or takes: comparisons lean on each other, and none of these is proof.</summary>
    public virtual double MostBits => 12;

    /// <summary>The level of two records; <see cref="Unknown"/> = cannot be said.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>Share of the records that have the value in which two records agree; 0 = says nothing. Only asked at levels of agreement.</summary>
    public virtual double Frequency(int left, int right) => 0;

    /// <summary>Probability that two records of the set agree by chance, weighted by how often each value occurs; 0 = no <see cref="Frequency"/>.</summary>
    public virtual double ChanceAgreement => 0;

    /// <summary>The first level to which <see cref="Frequency"/> applies.</summary>
    public virtual int FirstFrequentLevel => Equal;

    /// <summary>Sum of the squares of the values' shares.</summary>
    protected static double Chance(MatchField field)
    {
        var sum = 0.0;
        for (var value = 0; value < field.DistinctCount; value++)
        {
            sum += field.Frequency(value) * field.Frequency(value);
        }

        return sum;
    }
}
