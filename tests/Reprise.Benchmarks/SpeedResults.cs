namespace Reprise.Benchmarks;

/// <summary>Figures of one contender over one set: medians, and its time divided by what Reprise took in the same round without comparing every cell.</summary>
internal sealed record Figures(double Seconds, double Min, double Max, double CpuSeconds, double PeakMb, double Ratio, double RatioMin, double RatioMax)
{
    /// <summary>Figures of measurements, round by round.</summary>
    public static Figures Of(IReadOnlyList<Measured> runs, IReadOnlyList<Measured> reprise)
    {
        var seconds = runs.Select(run => run.Seconds).ToList();
        var ratios = runs.Zip(reprise, (one, ours) => one.Seconds / ours.MovingSeconds).ToList();
        return new Figures(
            Median(seconds), seconds.Min(), seconds.Max(), Median(runs.Select(run => run.CpuSeconds)), runs.Max(run => run.PeakBytes) / (double)(1 << 20), Median(ratios), ratios.Min(), ratios.Max());
    }

    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count == 0 ? 0 : sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

/// <summary>Result of one set.</summary>
/// <param name="Runs">Rounds of all contenders in turn.</param>
/// <param name="Contenders">Figures by contender.</param>
/// <param name="RatioPgloader">pgloader's time divided by ours without the comparison of every cell; null when it did not run.</param>
/// <param name="RatioBare">Our time without that comparison divided by the bare stream's; null when it did not run.</param>
/// <param name="PeakMb">Our peak memory.</param>
/// <param name="MovingSeconds">Our time without that comparison, median.</param>
/// <param name="VerifyOverhead">Time of that comparison divided by the rest.</param>
/// <param name="MappedRate">Rows per second of a mapped plan divided by those of the replica, both without that comparison; null when no mapped plan was run.</param>
internal sealed record SetResult(int Runs, IReadOnlyDictionary<string, Figures> Contenders, double? RatioPgloader, double? RatioBare, double PeakMb, double MovingSeconds, double VerifyOverhead, double? MappedRate)
{
    /// <summary>The result of measurements.</summary>
    public static SetResult Of(Dictionary<string, List<Measured>> runs)
    {
        var reprise = runs["reprise"];
        var figures = runs.ToDictionary(entry => entry.Key, entry => Figures.Of(entry.Value, reprise), StringComparer.Ordinal);
        return new SetResult(
            reprise.Count,
            figures,
            figures.TryGetValue("pgloader", out var pgloader) ? pgloader.Ratio : null,
            figures.TryGetValue("bare", out var bare) ? 1 / bare.Ratio : null,
            figures["reprise"].PeakMb,
            Figures.Median(reprise.Select(run => run.MovingSeconds)),
            Figures.Median(reprise.Select(run => run.VerificationSeconds / run.MovingSeconds)),
            runs.TryGetValue(MappedContender.Mapped, out var mapped) ? Figures.Median(mapped.Zip(reprise, (one, other) => one.Rows / one.MovingSeconds / (other.Rows / other.MovingSeconds))) : null);
    }
}
