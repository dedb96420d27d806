namespace Reprise.Resolution.Clustering;

/// <summary>Two records and how much speaks for their being the same.</summary>
/// <param name="Left">The lower record number.</param>
/// <param name="Right">The higher one.</param>
/// <param name="Weight">log2 of the odds.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct MatchPair(int Left, int Right, float Weight)
{
    /// <summary>Probability that they are the same, 0 to 1.</summary>
    public double Probability => 1 / (1 + Math.Pow(2, -Weight));

    /// <summary>log2 of the odds of a probability.</summary>
    public static double WeightOf(double probability) => Math.Log2(probability / (1 - probability));
}
