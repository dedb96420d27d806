using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Host.Display;
using Reprise.Host.Engine;
using Reprise.Host.Hosting;
using Reprise.Pipeline.Operations;

namespace Reprise.Host.Commands;

/// <summary>Carries runs on in this process, one after the other, and shows how they end.</summary>
internal static class CarriedRuns
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause: of thousands of tables the state is large, and looking at it is not to take more than a tenth of the time.</summary>
    private static readonly TimeSpan PollLatest = TimeSpan.FromSeconds(2);

    /// <summary>Begins each run with <paramref name="begin"/> and follows it.</summary>
    /// <param name="loaded">Configuration.</param>
    /// <param name="screen">Where to show.</param>
    /// <param name="requests">What is asked for.</param>
    /// <param name="begin">Begins one of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="complete">Makes another document of that of a single run; null = the run's.</param>
    /// <returns>The exit code: the worst of all runs.</returns>
    public static async Task<int> CarryAsync<T>(
        LoadedConfiguration loaded,
        Screen screen,
        IReadOnlyList<T> requests,
        Func<RunOperations, T, Task<RunRecord>> begin,
        CancellationToken cancellationToken,
        Func<IServiceProvider, RunDocument, Task<object>>? complete = null)
    {
        using var host = await Application.StartDrivingAsync(loaded, CommandScope.Settings(), cancellationToken);
        var documents = new List<RunDocument>();
        object? completed = null;
        try
        {
            foreach (var request in requests)
            {
                var run = await begin(host.Services.GetRequiredService<RunOperations>(), request);
                documents.Add(await FollowAsync(host.Services, screen, run.Id, cancellationToken));
            }

            completed = complete is null ? null : await complete(host.Services, documents[0]);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }

        if (requests.Count == 1)
        {
            screen.Document(completed ?? documents[0]);
        }
        else
        {
            screen.Document(new { runs = documents });
        }

        return documents.Select(document => ExitCodes.For(Enum.Parse<RunStatus>(document.Status, ignoreCase: true))).Aggregate(Worst);
    }

    private static async Task<RunDocument> FollowAsync(IServiceProvider services, Screen screen, RunId run, CancellationToken cancellationToken)
    {
        var ledger = services.GetRequiredService<IRunLedger>();
        var time = services.GetRequiredService<TimeProvider>();
        var grain = services.GetRequiredService<IGrainFactory>().GetGrain<IRunGrain>(run.Value);
        var patience = new PatientReading(run, time);
        var pause = PollEvery;
        screen.Line($"run {run}");
        await new RunProgress(screen).FollowAsync(run.Entity.Value, PollAsync);
        var document = RunDocument.From(await patience.ReadAsync(() => ledger.SummariseAsync(run, cancellationToken), cancellationToken), time.GetUtcNow());
        Show(screen, document);
        return document;

        async Task<RunState?> PollAsync()
        {
            await Task.Delay(pause, time, cancellationToken);
            if (await grain.GetFailureAsync() is { } failure)
            {
                throw patience.Kept(failure);
            }

            var started = time.GetTimestamp();
            var state = await patience.ReadAsync(StateAsync, cancellationToken);
            pause = TimeSpan.FromTicks(Math.Clamp(time.GetElapsedTime(started).Ticks * 10, PollEvery.Ticks, PollLatest.Ticks));
            return state;
        }

        async Task<RunState?> StateAsync() =>
            (await ledger.GetAsync(run, cancellationToken)).Status == RunStatus.Running ? await ledger.LoadStateAsync(run, cancellationToken) : null;
    }

    private static void Show(Screen screen, RunDocument document)
    {
        if (!screen.IsJson)
        {
            screen.Text.Write(FiguresTable.Of(document));
        }

        screen.Line($"{document.Run} {document.Status} in {document.Seconds:0.0} s; snapshot {document.Snapshots.Files} files, {document.Snapshots.Bytes:N0} bytes, {Fate(document.Snapshots)}");
        if (document.Message is { } message)
        {
            Screen.Warn(message);
        }
    }

    private static string Fate(SnapshotDocument snapshot) => snapshot switch
    {
        { Purged: true } => "purged",
        { Of: { } owner } => $"of run {owner}",
        { KeptUntil: { } until } => $"kept until {until:yyyy-MM-dd}",
        _ => "kept",
    };

    /// <summary>Failed is worse than stopped, stopped is worse than done.</summary>
    private static int Worst(int one, int other) => one == ExitCodes.Failed || other == ExitCodes.Failed ? ExitCodes.Failed : Math.Max(one, other);
}
