using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Fidelity.Answers;
using Reprise.Fidelity.Cases;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>All fidelity cases in one source database, run and verified once; what came of each is asked afterwards. Dropped on disposal.</summary>
internal sealed class FidelityRun : IAsyncDisposable
{
    /// <summary>Many cases are about rows that are held back: no share of them stops these runs. And some are about local time.</summary>
    private const string Settings = "gates: { quarantined_percent: 100 }\ntime_zone: Europe/Paris";

    private readonly SampleDatabase _source;
    private readonly TargetDatabase _target;
    private readonly NpgsqlConnection _connection;
    private IReadOnlyList<LedgerEntry> _ledger = [];

    private FidelityRun(SampleDatabase source, TargetDatabase target)
    {
        _source = source;
        _target = target;
        _connection = new NpgsqlConnection(target.AsAdministrator);
    }

    /// <summary>Loads the cases, makes what the target has to have, runs and verifies.</summary>
    /// <param name="servers">Where from and where to.</param>
    /// <param name="plan">Name of the plan.</param>
    /// <param name="settings">Further settings of the entity.</param>
    /// <param name="prepare">Makes the application's tables.</param>
    /// <param name="configure">Adds the plan to the configuration.</param>
    public static async Task<FidelityRun> CreateAsync(ServerPair servers, string plan, string settings, Func<TargetDatabase, Task> prepare, Action<ConfigurationFolder> configure)
    {
        var source = await SampleDatabase.CreateAsync(servers.Cases.SelectMany(item => item.Script), servers.From);
        var run = new FidelityRun(source, await TargetDatabase.CreateAsync(servers.To));
        try
        {
            await prepare(run._target);
            await run.CarryOutAsync(plan, settings, configure);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>What came of a case.</summary>
    /// <param name="schema">Schema it went to.</param>
    /// <param name="table">Table it went to.</param>
    /// <param name="plan">Name of its table plan.</param>
    /// <param name="item">The case.</param>
    public async Task<IReadOnlyList<string>> AnswerAsync(string schema, string table, string plan, FidelityCase item) =>
    [
        .. await TargetReader.ReadAsync(_connection, schema, table, item, TestContext.Current.CancellationToken),
        .. LedgerReader.Lines(_ledger, plan),
        .. LedgerReader.Findings(_ledger, item.Name, $"{schema}.{table}"),
    ];

    private async Task CarryOutAsync(string plan, string settings, Action<ConfigurationFolder> configure)
    {
        using var folder = ConfigurationFolder.Create(_target.AsReprise).WithEntity("sample", _source.Connection, plan, $"parallelism: 4\n{Settings}\n{settings}");
        configure(folder);
        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);
        await _connection.OpenAsync(TestContext.Current.CancellationToken);
        _ledger = await LedgerReader.ReadAsync(_connection, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _target.DisposeAsync();
        await _source.DisposeAsync();
    }
}
