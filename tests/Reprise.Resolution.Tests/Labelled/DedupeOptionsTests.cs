using Reprise.Benchmarks.Dedupe;
using Reprise.Core.Plans;

namespace Reprise.Resolution.Tests.Labelled;

public sealed class DedupeOptionsTests
{
    [Theory]
    [InlineData("--sets unknown", "'unknown' is no set")]
    [InlineData("--csv a.csv", "--csv goes with --kind")]
    [InlineData("--csv a.csv --kind animal --truth id", "--csv goes with --kind")]
    [InlineData("--kind person --truth id", "go with --csv")]
    [InlineData("--what x", "'--what' is not expected")]
    [InlineData("--sets", "'--sets' is not expected")]
    public void Say_what_is_wrong(string arguments, string expected)
    {
        var refused = Assert.Throws<ArgumentException>(() => DedupeOptions.Read(arguments.Split(' '), "nowhere"));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "true", "is empty")]
    [InlineData("id,nom\n1,a\n", "groupe", "no column 'groupe'")]
    [InlineData("groupe,x\n1,a\n", "groupe", "no column whose name says what it is")]
    public void A_file_that_cannot_be_used_says_why(string content, string truth, string expected)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);

            var refused = Assert.Throws<ArgumentException>(() => LabelledFile.Read("set", file, RecordKind.Organisation, truth));

            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
