using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Reprise.WarmStart;

namespace Reprise.EndToEnd.Tests.Operator;

/// <summary>The program in a process that is warm already: its <c>Main</c> is called once for each command, one after the other. Processes end with the tests, whose end closes their input.</summary>
internal sealed class WarmProcess : IDisposable
{
    /// <summary>Commands after which a process is replaced, so that nothing adds up without end.</summary>
    private const int MostCommands = 30;

    private static readonly ConcurrentBag<WarmProcess> Idle = [];

    private readonly Process _process;
    private int _commands;

    private WarmProcess()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(RepriseCommand.Program);
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(WarmRequest).Assembly.Location;
        _process = Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandResult> RunAsync(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var process = Idle.TryTake(out var idle) ? idle : new WarmProcess();
        var answer = await process.AskAsync(new WarmRequest(arguments, environment));
        process.GiveBack();
        return new CommandResult(answer.ExitCode, answer.Output, answer.Error);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.Dispose();
    }

    private async Task<WarmAnswer> AskAsync(WarmRequest request)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
            await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            var answer = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            return answer is null ? throw new InvalidOperationException("The program broke off; why is above.") : JsonSerializer.Deserialize<WarmAnswer>(answer)!;
        }
        catch
        {
            _process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private void GiveBack()
    {
        if (++_commands < MostCommands)
        {
            Idle.Add(this);
        }
        else
        {
            Dispose();
        }
    }
}
