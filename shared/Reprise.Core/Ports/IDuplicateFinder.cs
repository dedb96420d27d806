using Reprise.Core.Plans;

namespace Reprise.Core.Ports;

/// <summary>Finds which records are the same although nothing in them is equal.</summary>
public interface IDuplicateFinder
{
    /// <summary>Begins a search.</summary>
    /// <param name="rule">What is compared and how sure a match must be.</param>
    IDuplicateSearch Begin(DuplicateRule rule);
}

/// <summary>One search. Records are numbered from 0 in the order they are added. Not thread-safe.</summary>
public interface IDuplicateSearch
{
    /// <summary>Adds a record.</summary>
    /// <param name="values">Its values in the order of the rule's fields; null = none. They are not kept.</param>
    void Add(IReadOnlyList<string?> values);

    /// <summary>Takes over what a person decided about two records.</summary>
    /// <param name="left">Number of a record.</param>
    /// <param name="right">Number of another.</param>
    /// <param name="isSame">True: they are the same whatever their values say; false: they are not.</param>
    void Decide(int left, int right, bool isSame);

    /// <summary>Finds the duplicates among the records added.</summary>
    DuplicateFindings Find();
}

/// <summary>What a search found.</summary>
/// <param name="Clusters">By record: the lowest record of its cluster; itself when it is alone.</param>
/// <param name="Review">Pairs in different clusters that a person should look at.</param>
/// <param name="Explain">How sure it is that two records are the same, and why.</param>
public sealed record DuplicateFindings(IReadOnlyList<int> Clusters, IReadOnlyList<(int Left, int Right)> Review, Func<int, int, DuplicateReason> Explain);

/// <summary>Why two records are the same or may be.</summary>
/// <param name="Probability">0 to 1.</param>
/// <param name="Weights">What each comparison adds to log2 of the odds.</param>
public sealed record DuplicateReason(double Probability, IReadOnlyList<DuplicateWeight> Weights);

/// <summary>What one comparison says; no values of records.</summary>
/// <param name="Comparison">Columns compared.</param>
/// <param name="Level">How alike.</param>
/// <param name="Bits">Weight; negative = speaks against.</param>
public sealed record DuplicateWeight(string Comparison, string Level, double Bits);
