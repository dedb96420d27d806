using System.Reflection;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;

namespace Reprise.Pipeline.Tests.Runs;

public sealed class InstanceDriverTests
{
    private static readonly RunId Run = RunId.Parse("ud-75-20261124093000-k7qd");

    [Fact]
    public async Task A_run_without_a_live_instance_is_scheduled()
    {
        var engine = new Engine { IsLive = false, Status = RunStatus.Waiting };

        await DriveAsync(engine);

        Assert.Equal(["schedule"], engine.Asked);
    }

    [Fact]
    public async Task A_run_that_is_under_way_is_left_alone()
    {
        var engine = new Engine { IsLive = true, Status = RunStatus.Running };

        await DriveAsync(engine);

        Assert.Empty(engine.Asked);
    }

    [Fact]
    public async Task An_instance_that_is_about_to_end_is_signalled_once_and_scheduled_again_when_it_ended()
    {
        var engine = new Engine { IsLive = true, Status = RunStatus.Waiting };
        engine.AtLook(3, () => engine.IsLive = false);

        await DriveAsync(engine);

        Assert.Equal(["signal", "schedule"], engine.Asked);
    }

    [Fact]
    public async Task An_instance_that_heard_the_signal_and_took_the_run_over_is_not_scheduled_again()
    {
        var engine = new Engine { IsLive = true, Status = RunStatus.Failed };
        engine.AtLook(3, () => engine.Status = RunStatus.Running);

        await DriveAsync(engine);

        Assert.Equal(["signal"], engine.Asked);
    }

    [Fact]
    public async Task A_caller_who_comes_second_waits_for_the_instance_of_the_first()
    {
        var engine = new Engine { IsLive = false, Status = RunStatus.Waiting, RefusesSchedule = true };
        engine.AtLook(2, () => (engine.IsLive, engine.Status) = (true, RunStatus.Running));

        await DriveAsync(engine);

        Assert.Equal(["schedule"], engine.Asked);
    }

    [Fact]
    public async Task An_engine_that_does_not_take_the_run_is_a_failure_that_may_pass_and_names_the_run()
    {
        var engine = new Engine { IsLive = true, Status = RunStatus.Waiting };

        var failure = await Assert.ThrowsAsync<RepriseException>(() => DriveAsync(engine));

        Assert.True(failure.IsTransient);
        Assert.Contains(Run.Value, failure.Message, StringComparison.Ordinal);
    }

    private static Task DriveAsync(Engine engine) =>
        new InstanceDriver(engine, LedgerOf(engine), new LeapingTime()).DriveAsync(Run, TestContext.Current.CancellationToken);

    private static IRunLedger LedgerOf(Engine engine)
    {
        var ledger = DispatchProxy.Create<IRunLedger, StatusOnly>();
        ((StatusOnly)(object)ledger).Engine = engine;
        return ledger;
    }

    /// <summary>An engine with one instance, whose state changes at a given look at it.</summary>
    private sealed class Engine : IRunInstances
    {
        private readonly Dictionary<int, Action> _changes = [];
        private int _looks;

        public bool IsLive { get; set; }

        public RunStatus Status { get; set; }

        public bool RefusesSchedule { get; init; }

        public List<string> Asked { get; } = [];

        public void AtLook(int look, Action change) => _changes[look] = change;

        public Task<bool> IsLiveAsync(RunId run, CancellationToken cancellationToken)
        {
            if (_changes.TryGetValue(++_looks, out var change))
            {
                change();
            }

            return Task.FromResult(IsLive);
        }

        public Task<bool> TryScheduleAsync(RunId run, CancellationToken cancellationToken)
        {
            Asked.Add("schedule");
            return Task.FromResult(!RefusesSchedule);
        }

        public Task SignalAsync(RunId run, CancellationToken cancellationToken)
        {
            Asked.Add("signal");
            return Task.CompletedTask;
        }
    }

    /// <summary>A ledger that knows the run's status and nothing else: asking it anything more is a failure of the test.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
    private class StatusOnly : DispatchProxy
#pragma warning restore CA1852
    {
        public Engine? Engine { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == nameof(IRunLedger.GetAsync)
            ? Task.FromResult(new RunRecord
            {
                Id = Run,
                Entity = Run.Entity,
                EntityName = "Paris",
                Plan = "galette",
                Mode = RunMode.Full,
                Status = Engine!.Status,
                Epoch = 1,
                StartedAt = DateTimeOffset.UnixEpoch,
                RequestedBy = "test",
            })
            : throw new NotSupportedException(targetMethod?.Name);
    }

    /// <summary>A clock on which every wait is over at once and counts in full.</summary>
    private sealed class LeapingTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Add(ref _now, dueTime.Ticks);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
