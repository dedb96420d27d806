using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Reprise.EndToEnd.Tests.Operator;

/// <summary>The <c>reprise</c> command as an operator runs it. What is started and left running is a process of its own, what is run to its end has a warm one.</summary>
internal sealed class RepriseCommand(string configuration, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>What is run: the program as it is published when test.sh says where it is, else the one that was built with the tests.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("REPRISE_TEST_HOST") ?? Path.Combine(AppContext.BaseDirectory, "Reprise.Host.dll");

    /// <summary>Runs a command to its end.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) =>
        WarmProcess.RunAsync(arguments, new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["REPRISE_CONFIG"] = configuration });

    /// <summary>The same in a process of its own, as an operator's shell does it.</summary>
    public async Task<CommandResult> RunColdAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command and leaves it running; the caller disposes it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["REPRISE_CONFIG"] = configuration;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>How a command ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonNode Json => JsonNode.Parse(Output) ?? throw new InvalidOperationException("Standard output holds no JSON document.");

    /// <summary>Fails with everything that was printed unless the exit code is the expected one.</summary>
    public CommandResult Expect(int exitCode, string context = "")
    {
        Assert.True(ExitCode == exitCode, $"{context}exit code {ExitCode} instead of {exitCode}\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }
}
