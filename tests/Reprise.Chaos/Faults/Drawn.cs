namespace Reprise.Chaos.Faults;

/// <summary>A fault as it was drawn for one run: the same seed and number give the same.</summary>
/// <param name="Number">Number of the run, from 1.</param>
/// <param name="Fault">Kind.</param>
/// <param name="Entity">Entity whose run is disturbed.</param>
/// <param name="Moment">When: the share of an undisturbed run's traffic after which it strikes, 0 to 1.</param>
/// <param name="Length">How long one that passes lasts.</param>
/// <param name="Node">Which of two nodes is struck.</param>
internal sealed record Drawn(int Number, Fault Fault, string Entity, double Moment, TimeSpan Length, int Node)
{
    /// <summary>Two undisturbed runs exchange not quite the same: beyond this the fault might come too late.</summary>
    private const double Latest = 0.9;

    private const double ShortestSeconds = 0.5;
    private const double LongestSeconds = 5;

    /// <summary>Draws for every run. Kinds come in turn, in an order that is drawn too, so that a campaign as long as the list has them all.</summary>
    public static IReadOnlyList<Drawn> Draw(ChaosOptions options, IReadOnlyList<string> entities)
    {
        var dice = new Random(options.Seed);
        var faults = options.Faults.ToArray();
        dice.Shuffle(faults);
        return
        [
            .. Enumerable.Range(1, options.Runs).Select(number => new Drawn(
                number,
                faults[(number - 1) % faults.Length],
                entities[dice.Next(entities.Count)],
                Latest * dice.NextDouble(),
                TimeSpan.FromSeconds(ShortestSeconds + (dice.NextDouble() * (LongestSeconds - ShortestSeconds))),
                dice.Next(2))),
        ];
    }
}
