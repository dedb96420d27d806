using Xunit.Sdk;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>The cases replicated, once for all tests that ask about one.</summary>
public sealed class ReplicatedCases : IAsyncLifetime
{
    private FidelityRun? _run;
    private SkipException? _absence;

    internal FidelityRun Run => _run ?? throw _absence ?? (Exception)new InvalidOperationException("The cases were not replicated.");

    public async ValueTask InitializeAsync()
    {
        try
        {
            _run = await FidelityRun.CreateAsync("replicate", static _ => Task.CompletedTask, static _ => { });
        }
        catch (SkipException absence)
        {
            // A fixture that skips fails its tests: each of them skips by itself.
            _absence = absence;
        }
    }

    public ValueTask DisposeAsync() => _run?.DisposeAsync() ?? ValueTask.CompletedTask;
}
