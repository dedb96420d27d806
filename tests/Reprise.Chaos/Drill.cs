using System.Text.RegularExpressions;
using Reprise.Chaos.Faults;
using Reprise.Chaos.Proxy;
using Reprise.Chaos.Results;
using Reprise.Chaos.Site;

namespace Reprise.Chaos;

/// <summary>One disturbed run: begins it, strikes, and does what an operator would do until it has ended.</summary>
internal sealed partial class Drill(Drawn drawn, Undisturbed undisturbed, Installation installation, Servers servers, TargetCopy target, TinyDisk? disk)
{
    private const int SlowBytesPerSecond = 100_000;
    private const int MaxCommands = 4;

    /// <summary>A ledger that takes no writes is tried six times, and each time a step may be tried six times before that shows: four minutes.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(10);

    private readonly Operator _operator = new(drawn.Entity, installation, target);

    /// <summary>Runs it.</summary>
    /// <returns>When the fault struck, null when the run was over before, and how the run ended.</returns>
    public async Task<(double? Struck, Ending End)> RunAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(MaxDuration);
        return drawn.Fault.IsOfNodes ? await WithNodesAsync(patience.Token) : await WithCommandAsync(patience.Token);
    }

    private async Task<(double? Struck, Ending End)> WithCommandAsync(CancellationToken cancellationToken)
    {
        using var process = installation.Start("run", drawn.Entity, "--json");
        var ended = process.EndAsync(cancellationToken);
        if (drawn.Fault.Deed == Deed.Stop)
        {
            // One that stands still before it has begun a run begins one when it goes on: a second run, and rightly so.
            await Task.WhenAny(_operator.BeginningAsync(cancellationToken), ended);
        }

        var struck = await MomentAsync(ended);
        if (struck is not null)
        {
            await StrikeAsync(process, ended, cancellationToken);
        }

        if (drawn.Fault.Deed == Deed.Stop && struck is not null)
        {
            var end = await _operator.CarryOnAsync(MaxCommands, cancellationToken);
            await process.ContinueAsync(cancellationToken);
            await ended;
            return (struck, end);
        }

        var (exitCode, text) = await ended;
        if (exitCode == 0)
        {
            return (struck, new Ending(Ending.Alone));
        }

        var code = await _operator.CodeAsync(cancellationToken) ?? (drawn.Fault.Deed == Deed.Kill ? null : Said(text));
        return (struck, (await _operator.CarryOnAsync(MaxCommands, cancellationToken)) with { Code = code });
    }

    private async Task<(double? Struck, Ending End)> WithNodesAsync(CancellationToken cancellationToken)
    {
        using var first = await installation.StartNodeAsync(own: null, cancellationToken);
        using var second = await installation.StartNodeAsync(own: null, cancellationToken);
        var before = servers.Traffic.Bytes;
        await first.BeginAsync(drawn.Entity, cancellationToken);
        var ended = _operator.EndOfRunAsync(cancellationToken);
        var (victim, other) = drawn.Node == 0 ? (first, second) : (second, first);
        var struck = await MomentAsync(ended, before);
        if (struck is not null)
        {
            if (drawn.Fault.Deed == Deed.KillNode)
            {
                victim.Process.Kill();
            }
            else
            {
                await victim.Process.StopAsync(cancellationToken);
            }
        }

        await ended;
        if (drawn.Fault.Deed == Deed.StopNode && struck is not null)
        {
            // It finds itself declared dead and ends; until then it may try what it likes.
            await victim.Process.ContinueAsync(cancellationToken);
            await victim.EndAsync(cancellationToken);
        }

        await other.Process.EndPolitelyAsync(cancellationToken);
        await other.EndAsync(cancellationToken);
        return (struck, new Ending(Ending.Alone));
    }

    /// <summary>Waits for the drawn moment, or for the end of the run.</summary>
    private async Task<double?> MomentAsync(Task ended, long before = 0)
    {
        var moment = servers.Traffic.ReachAsync(before + (long)(drawn.Moment * undisturbed.Bytes));
        await Task.WhenAny(moment, ended);
        return ended.IsCompleted ? null : (double)(servers.Traffic.Bytes - before) / undisturbed.Bytes;
    }

    private async Task StrikeAsync(RepriseProcess process, Task ended, CancellationToken cancellationToken)
    {
        switch (drawn.Fault.Deed)
        {
            case Deed.Kill:
                process.Kill();
                break;
            case Deed.Stop:
                await process.StopAsync(cancellationToken);
                break;
            case Deed.Fill when disk is not null:
                await FillAsync(disk, ended);
                break;
            default:
                await DisturbAsync(servers[drawn.Fault.Server!.Value], ended, cancellationToken);
                break;
        }
    }

    /// <summary>Room is given back also when the command does not give up: what is compared afterwards has to be readable.</summary>
    private static async Task FillAsync(TinyDisk full, Task ended)
    {
        try
        {
            await full.FillAsync();
            await ended;
        }
        finally
        {
            full.Empty();
        }
    }

    private async Task DisturbAsync(FaultProxy proxy, Task ended, CancellationToken cancellationToken)
    {
        switch (drawn.Fault.Deed)
        {
            case Deed.Reset:
                proxy.Reset();
                return;
            case Deed.Refuse or Deed.Lose:
                proxy.Refuse();
                break;
            case Deed.Stall:
                proxy.Turn(Weather.Standing());
                break;
            case Deed.Slow:
                proxy.Turn(Weather.Slow(new Link(SlowBytesPerSecond)));
                break;
            case Deed.Answer or Deed.Fill:
                proxy.Answer(drawn.Fault.Status);
                break;
        }

        await (drawn.Fault.Lasts ? ended : Task.WhenAny(ended, Task.Delay(drawn.Length, TimeProvider.System, cancellationToken)));
        proxy.Heal();
    }

    /// <summary>The code in what a command said of why it gave up; all of it where there is none.</summary>
    private static string Said(string text) => CodeInWords().Match(text) is { Success: true } code ? code.Groups["code"].Value : text;

    [GeneratedRegex("\"code\": \"(?<code>\\w+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeInWords();
}
