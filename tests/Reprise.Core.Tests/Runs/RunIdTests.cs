using Reprise.Core.Entities;
using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Runs;

public sealed class RunIdTests
{
    [Fact]
    public void A_run_id_tells_its_entity_and_survives_parsing()
    {
        var run = RunId.Create(EntityCode.Parse("ud-75"), TimeProvider.System);

        Assert.Equal(EntityCode.Parse("ud-75"), run.Entity);
        Assert.Equal(run, RunId.Parse(run.Value));
    }

    [Fact]
    public void Its_suffix_is_safe_in_an_identifier() =>
        Assert.Equal("20261124093000_k7qd", RunId.Parse("ud-75-20261124093000-k7qd").Suffix);

    [Theory]
    [InlineData("")]
    [InlineData("ud-75")]
    [InlineData("ud-75-20261124093000-K7QD")]
    [InlineData("../ud-75-20261124093000-k7qd")]
    [InlineData("ud-75-20261124093000-k7qd;drop")]
    public void Anything_else_is_refused(string text) => Assert.False(RunId.TryParse(text, out _));
}
