namespace Reprise.Benchmarks.Dedupe;

/// <summary>What matching found in one set.</summary>
/// <param name="Records">Records.</param>
/// <param name="TruePairs">Pairs that are the same.</param>
/// <param name="Precision">Share of the pairs found that are the same.</param>
/// <param name="Recall">Share of the pairs that are the same that were found.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="Review">Pairs left to a person.</param>
/// <param name="Seconds">Time to match, without reading.</param>
/// <param name="PeakMb">Most memory of the process so far, in megabytes.</param>
internal sealed record DedupeResult(int Records, long TruePairs, double Precision, double Recall, double F1, int Review, double Seconds, double PeakMb);
