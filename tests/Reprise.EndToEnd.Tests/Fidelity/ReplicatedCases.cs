using Reprise.Testing.Servers;
using Xunit.Sdk;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>The cases replicated between two servers, once for all tests that ask about one.</summary>
public abstract class ReplicatedCases(SourceServer from, TargetServer to) : IAsyncLifetime
{
    private FidelityRun? _run;
    private SkipException? _absence;

    public ServerPair Servers { get; } = new(from, to);

    internal FidelityRun Run => _run ?? throw _absence ?? (Exception)new InvalidOperationException("The cases were not replicated.");

    public async ValueTask InitializeAsync()
    {
        try
        {
            _run = await FidelityRun.CreateAsync(Servers, "replicate", Types(), static _ => Task.CompletedTask, static _ => { });
        }
        catch (SkipException absence)
        {
            // A fixture that skips fails its tests: each of them skips by itself.
            _absence = absence;
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _run?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private string Types() => $"types: {{ {string.Join(", ", Servers.Cases.Where(item => item.DeclaredType.Length > 0).Select(item => $"{item.Name}.v: {item.DeclaredType}"))} }}";

    public sealed class FromMariaDb() : ReplicatedCases(SourceServer.MariaDb, TargetServer.Postgres15);

    public sealed class FromMariaDb11() : ReplicatedCases(SourceServer.MariaDb11, TargetServer.Postgres18);

    public sealed class FromMySql() : ReplicatedCases(SourceServer.MySql, TargetServer.Postgres18);
}
