using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Host.Engine;
using Reprise.Pipeline;
using Reprise.Pipeline.Runs;
using Reprise.Pipeline.Steps;
using Reprise.Postgres;

namespace Reprise.Host.Tests.Engine;

/// <summary>One node of the Orleans engine on the real ledger, with scripted steps.</summary>
internal sealed class EngineNode : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineNode(IHost host) => _host = host;

    public IRunLedger Ledger => _host.Services.GetRequiredService<IRunLedger>();

    public IRunDriver Driver => _host.Services.GetRequiredService<IRunDriver>();

    public ScriptedSteps Steps => _host.Services.GetRequiredService<ScriptedSteps>();

    public static async Task<EngineNode> StartAsync(string target, RunOutline outline, Step? hangs = null, bool clustered = false)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new PipelineOptions { Silence = TimeSpan.FromSeconds(2) });
        builder.Services.AddReprisePostgres(_ => target);
        builder.Services.AddSingleton<RunLoop>();
        builder.Services.AddSingleton<IRunDriver, OrleansDriver>();
        builder.Services.AddSingleton(services => new ScriptedSteps(services.GetRequiredService<IRunLedger>(), outline) { Hangs = hangs });
        builder.Services.AddSingleton<IStepRunner>(services => services.GetRequiredService<ScriptedSteps>());
        builder.AddSilo(clustered ? new Cluster(target, IPAddress.Loopback, Port: null, Silence: TimeSpan.FromSeconds(2)) : null);
        var node = new EngineNode(builder.Build());
        await node.Ledger.MigrateAsync(TestContext.Current.CancellationToken);
        await node._host.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    /// <summary>Waits until the ledger says that the run is not running any more.</summary>
    public async Task<RunRecord> EndAsync(RunId run)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var record = await Ledger.GetAsync(run, patience.Token);
            if (record.Status != RunStatus.Running)
            {
                return record;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
