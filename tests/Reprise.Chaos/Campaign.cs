using System.Diagnostics;
using System.Globalization;
using Reprise.Chaos.Faults;
using Reprise.Chaos.Results;
using Reprise.Chaos.Site;

namespace Reprise.Chaos;

/// <summary>A campaign: the demo undisturbed, then one run after the other with a fault at a random moment, each on a copy of the target as it was before.</summary>
internal sealed class Campaign : IAsyncDisposable
{
    private readonly ChaosOptions _options;
    private readonly TextWriter _output;
    private readonly Demo _demo;
    private readonly List<TargetCopy> _templates = [];
    private readonly Dictionary<string, Undisturbed> _undisturbed = new(StringComparer.Ordinal);

    private Campaign(ChaosOptions options, TextWriter output, Demo demo)
    {
        _options = options;
        _output = output;
        _demo = demo;
    }

    /// <summary>What the undisturbed runs left, by entity.</summary>
    public IReadOnlyDictionary<string, Undisturbed> Undisturbed => _undisturbed;

    /// <summary>Makes the data and runs the demo undisturbed.</summary>
    public static async Task<Campaign> PrepareAsync(ChaosOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}; the demo at {options.Scale} of its size"));
        var campaign = new Campaign(options, output, await Demo.CreateAsync(options, cancellationToken));
        try
        {
            await campaign.RunUndisturbedAsync(cancellationToken);
            return campaign;
        }
        catch
        {
            await campaign.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs all drawn faults.</summary>
    public async Task<CampaignResult> RunAsync(CancellationToken cancellationToken)
    {
        var faults = await PossibleAsync(cancellationToken);
        var drawn = Drawn.Draw(_options with { Faults = faults }, _options.Entities);
        var results = new List<RunResult>();
        foreach (var one in drawn.Where(one => _options.Only is null || _options.Only == one.Number))
        {
            var result = await RunAsync(one, cancellationToken);
            results.Add(result);
            await SayAsync(result);
        }

        return new CampaignResult(results);
    }

    /// <summary>Compares a database with what an entity's undisturbed run left.</summary>
    public async Task<Comparison> CompareAsync(string entity, TargetCopy target, Installation installation, CancellationToken cancellationToken) => Comparison.Of(
        _undisturbed[entity].Content,
        await TargetContent.ReadAsync(target.AsAdministrator, entity, await installation.ListBlobsAsync(cancellationToken), cancellationToken));

    /// <summary>A copy of the target as it was before an entity's run.</summary>
    public Task<TargetCopy> CopyAsync(string entity, string name, string? tablespace, CancellationToken cancellationToken) =>
        TargetCopy.CreateAsync(_options.Postgres, _undisturbed[entity].Template, $"{_demo.Prefix}{name}", _demo.Role, tablespace, cancellationToken);

    /// <summary>A copy of the target as it is since an entity's undisturbed run.</summary>
    public Task<TargetCopy> CopyAfterAsync(string entity, string name, CancellationToken cancellationToken) =>
        TargetCopy.CreateAsync(_options.Postgres, _undisturbed[entity].After, $"{_demo.Prefix}{name}", _demo.Role, tablespace: null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var template in _templates)
        {
            await template.DisposeAsync();
        }

        await _demo.DisposeAsync();
    }

    /// <summary>One disturbed run.</summary>
    public async Task<RunResult> RunAsync(Drawn drawn, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var name = string.Create(CultureInfo.InvariantCulture, $"run_{drawn.Number}");
        var undisturbed = _undisturbed[drawn.Entity];
        await using var disk = drawn.Fault is { Deed: Deed.Fill, Server: Server.Postgres }
            ? await TinyDisk.CreateAsync(_options.Postgres, $"{_demo.Prefix}{name}", undisturbed.Template, cancellationToken)
            : null;
        await using var target = await CopyAsync(drawn.Entity, name, disk?.Tablespace, cancellationToken);
        await using var servers = new Servers(_options);
        using var installation = new Installation(_options, _demo, servers, target.Name);
        var (struck, end, failure) = await DrillAsync(new Drill(drawn, undisturbed, installation, servers, target, disk), cancellationToken);
        var comparison = await CompareAsync(drawn.Entity, target, installation, cancellationToken);
        return new RunResult(drawn, struck, end, Stopwatch.GetElapsedTime(started).TotalSeconds, failure is null ? comparison : comparison with { Differences = [failure, .. comparison.Differences] });
    }

    /// <summary>A run that does not come to its end is a difference, not the end of the campaign.</summary>
    private static async Task<(double? Struck, Ending End, string? Failure)> DrillAsync(Drill drill, CancellationToken cancellationToken)
    {
        try
        {
            var (struck, end) = await drill.RunAsync(cancellationToken);
            return (struck, end, null);
        }
        catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, new Ending(Ending.NotAtAll), failure.Message);
        }
    }

    private async Task RunUndisturbedAsync(CancellationToken cancellationToken)
    {
        var template = _demo.Database;
        foreach (var entity in _options.Entities)
        {
            var target = await TargetCopy.CreateAsync(_options.Postgres, template, $"{_demo.Prefix}after_{entity.Replace('-', '_')}", _demo.Role, tablespace: null, cancellationToken);
            _templates.Add(target);
            await using var servers = new Servers(_options);
            using var installation = new Installation(_options, _demo, servers, target.Name);
            using var process = installation.Start("run", entity, "--json");
            var (exitCode, text) = await process.EndAsync(cancellationToken);
            if (exitCode != 0)
            {
                throw new InvalidOperationException($"The undisturbed run of {entity} ended with {exitCode}: {text}");
            }

            var content = await TargetContent.ReadAsync(target.AsAdministrator, entity, await installation.ListBlobsAsync(cancellationToken), cancellationToken);
            _undisturbed[entity] = new Undisturbed(template, target.Name, servers.Traffic.Bytes, content);
            template = target.Name;
        }
    }

    private async Task<IReadOnlyList<Fault>> PossibleAsync(CancellationToken cancellationToken)
    {
        if (await TinyDisk.IsPossibleAsync(_options.Postgres, cancellationToken))
        {
            return _options.Faults;
        }

        await _output.WriteLineAsync("postgres-full is left out: it takes root and the server's data on this machine");
        return [.. _options.Faults.Where(fault => fault is not { Deed: Deed.Fill, Server: Server.Postgres })];
    }

    private async Task SayAsync(RunResult result)
    {
        var drawn = result.Drawn;
        var struck = result.Struck is { } share ? $"struck at {100 * share:F0} %" : "over before it struck";
        await _output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{drawn.Number,4}/{_options.Runs} {drawn.Fault.Name,-18} {drawn.Entity,-9} {struck}, ended {result.End.How}{(result.End.Code is { } code ? $" after {code}" : string.Empty)} in {result.Seconds:F1} s: {(result.Survived ? "survived" : "DIFFERENT")}"));
        if (!result.Survived)
        {
            foreach (var difference in result.Comparison.Differences)
            {
                await _output.WriteLineAsync($"         {difference}");
            }

            var faults = string.Join(',', _options.Faults.Select(fault => fault.Name));
            await _output.WriteLineAsync($"         repeat it with: infra/local/bench.sh chaos --runs {_options.Runs} --seed {_options.Seed} --faults {faults} --only {drawn.Number}");
        }
    }
}
