using System.Diagnostics;
using System.Globalization;

namespace Reprise.Benchmarks;

/// <summary>What a process took.</summary>
/// <param name="Seconds">Wall time from start to end.</param>
/// <param name="CpuSeconds">User and system time.</param>
/// <param name="PeakBytes">Largest resident memory.</param>
internal sealed record Measured(double Seconds, double CpuSeconds, long PeakBytes)
{
    /// <summary>Seconds of them that the comparison of every cell took, which only Reprise makes.</summary>
    public double VerificationSeconds { get; init; }

    /// <summary>Rows that Reprise read; 0 where nobody counted.</summary>
    public long Rows { get; init; }

    /// <summary>Seconds without it: what is compared with those who verify nothing or counts.</summary>
    public double MovingSeconds => Seconds - VerificationSeconds;

    private const double TicksPerSecond = 100;
    private const int Keep = 4_000;

    /// <summary>Runs a command that must succeed, and measures it through /proc.</summary>
    /// <exception cref="InvalidOperationException">It failed; with the end of what it printed.</exception>
    public static async Task<Measured> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var (cpu, peak) = (0.0, 0L);
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            (cpu, peak) = Read(process.Id) ?? (cpu, peak);
            cancellationToken.ThrowIfCancellationRequested();
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var text = await output + await error;
        return process.ExitCode == 0
            ? new Measured(seconds, cpu, peak)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{text[Math.Max(0, text.Length - Keep)..]}");
    }

    /// <summary>Processor time and high-water mark so far; null when the process has just ended.</summary>
    private static (double Cpu, long Peak)? Read(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var status = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return status is null
                ? null
                : ((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond,
                    long.Parse(status.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
