using Reprise.Benchmarks.Dedupe;

namespace Reprise.Resolution.Tests.Labelled;

/// <summary>Floors under what <c>bench.sh dedupe</c> prints, with the one configuration of each kind of record.</summary>
public sealed class LabelledSetTests
{
    private static readonly string Data = Path.Combine(Root(), "../shared/data/dedupe");

    [Fact]
    public void Companies_of_the_demo_are_found_and_none_is_invented()
    {
        var result = DedupeBenchmark.Measure(LabelledSet.Demo(scale: 0.3));

        Assert.True(result.F1 >= 0.98 && result.Precision >= 0.995, result.ToString());
    }

    [Fact]
    public void Ten_thousand_made_up_organisations_keep_the_floor()
    {
        var result = DedupeBenchmark.Measure(LabelledSet.Generated("generated", 10_000));

        Assert.True(result.F1 >= 0.95 && result.Precision >= 0.995, result.ToString());
    }

    [Theory]
    [InlineData("organisations", 0.93)]
    [InlineData("febrl1", 0.97)]
    [InlineData("febrl3", 0.97)]
    public void Labelled_sets_keep_the_floor(string set, double floor)
    {
        Assert.SkipUnless(Directory.Exists(Data), "The labelled sets are not beside the project.");

        var result = DedupeBenchmark.Measure(DedupeOptions.Read(["--sets", set], Data).Sets[0].Read());

        Assert.True(result.F1 >= floor, result.ToString());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Functions.sln is in no folder above the tests.");
    }
}
