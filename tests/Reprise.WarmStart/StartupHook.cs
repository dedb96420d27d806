using System.Reflection;
using System.Text.Json;
using Reprise.WarmStart;

/// <summary>
/// Runs the program's <c>Main</c> once for each request on standard input, in place of once for the process. Two thirds of the time of a small command is the
/// runtime's, for compiling; the tests have hundreds of them. Started by the runtime: https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md
/// </summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime before <c>Main</c>; does not return.</summary>
    public static void Initialize()
    {
        // Programs that the command starts are not to be warm ones.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        var main = Assembly.GetEntryAssembly()!.EntryPoint!;
        using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        while (Console.In.ReadLine() is { } line)
        {
            answers.WriteLine(JsonSerializer.Serialize(Run(main, JsonSerializer.Deserialize<WarmRequest>(line)!)));
        }

        Environment.Exit(0);
    }

    private static WarmAnswer Run(MethodInfo main, WarmRequest request)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        foreach (var (name, value) in request.Environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            var code = (int)main.Invoke(obj: null, [request.Arguments])!;
            return new WarmAnswer(code, output.ToString(), error.ToString());
        }
        finally
        {
            foreach (var name in request.Environment.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
