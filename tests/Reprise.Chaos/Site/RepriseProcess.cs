using System.Diagnostics;
using System.Text;

namespace Reprise.Chaos.Site;

/// <summary>A <c>reprise</c> process, and what is done to it.</summary>
internal sealed class RepriseProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private RepriseProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Standard output.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a command.</summary>
    public static RepriseProcess Start(string host, string configuration, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [host, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["REPRISE_CONFIG"] = configuration;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RepriseProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, and what it printed.</returns>
    public async Task<(int ExitCode, string Text)> EndAsync(CancellationToken cancellationToken)
    {
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, $"{output}{await _error}");
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>kill -STOP.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => SignalAsync("-STOP", cancellationToken);

    /// <summary>kill -CONT.</summary>
    public Task ContinueAsync(CancellationToken cancellationToken) => SignalAsync("-CONT", cancellationToken);

    /// <summary>kill -TERM.</summary>
    public Task EndPolitelyAsync(CancellationToken cancellationToken) => SignalAsync("-TERM", cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        if (_process.HasExited)
        {
            return;
        }

        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
