using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Runs;

public sealed class PatienceTests
{
    private readonly Patience _patience = new();

    [Fact]
    public void What_never_goes_well_is_attempted_as_often_as_a_step_and_later_each_time()
    {
        var delays = new List<TimeSpan>();
        while (_patience.Lasts)
        {
            delays.Add(_patience.Fail());
        }

        Assert.Equal(RetryPolicy.MaxAttempts - 1, delays.Count);
        Assert.Equal(delays.Order().Distinct(), delays);
    }

    [Fact]
    public void A_step_that_went_well_renews_it()
    {
        while (_patience.Lasts)
        {
            _patience.Fail();
        }

        _patience.Renew();

        Assert.True(_patience.Lasts);
        Assert.Equal(RetryPolicy.FirstDelay, _patience.Fail());
    }
}
