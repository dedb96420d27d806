namespace Reprise.Core.Plans.Scaffolding.Naming;

/// <summary>A word of a name, or a phrase that means one thing.</summary>
/// <param name="Text">Lower case, without accents, in the singular.</param>
/// <param name="Weight">How much it says, 0 to 1: <c>date</c> says less than <c>naissance</c>.</param>
/// <param name="Groups">Groups of the lexicon with the strength of its membership.</param>
internal sealed record NameWord(string Text, double Weight, IReadOnlyDictionary<string, double> Groups)
{
    // Two words of a third of their letters different are the same word spelled otherwise.
    private const int ShortestCompared = 5;
    private const double LeastAlike = 0.75;

    // An abbreviation that somebody made up: the first letters of the word.
    private const int ShortestAbbreviation = 3;
    private const double Abbreviated = 0.7;

    /// <summary>How near two words are in meaning or spelling, 0 to 1.</summary>
    public double Likeness(NameWord other)
    {
        if (Text == other.Text)
        {
            return 1;
        }

        return Groups.Count > 0 && other.Groups.Count > 0 ? Shared(other) : Spelled(other);
    }

    private double Shared(NameWord other)
    {
        var most = 0d;
        foreach (var (group, strength) in Groups)
        {
            most = Math.Max(most, strength * other.Groups.GetValueOrDefault(group));
        }

        return most;
    }

    private double Spelled(NameWord other)
    {
        var (shorter, longer) = Text.Length <= other.Text.Length ? (Text, other.Text) : (other.Text, Text);
        if (shorter.Length >= ShortestAbbreviation && longer.StartsWith(shorter, StringComparison.Ordinal))
        {
            return Abbreviated;
        }

        var alike = shorter.Length < ShortestCompared ? 0 : 1 - ((double)Configuration.Loading.Spelling.Distance(shorter, longer) / longer.Length);
        return alike >= LeastAlike ? alike * alike : 0;
    }
}
