using System.CommandLine;
using Reprise.Core.Problems;
using Reprise.Host.Display;
using Reprise.Host.Hosting;

namespace Reprise.Host.Commands;

/// <summary>What every command shares: its options, the screen, and what a failure becomes.</summary>
internal static class CommandScope
{
    /// <summary>The configuration folder.</summary>
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = $"Configuration folder. Default: the environment variable {Composition.FolderVariable}.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Machine-readable output.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Prints one JSON document on standard output and nothing else.",
        Recursive = true,
    };

    /// <summary>Gives a command its action: failures that have a code become a sentence and an exit code.</summary>
    public static void SetScopedAction(this Command command, Func<ParseResult, Screen, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parse, cancellationToken) =>
        {
            var screen = new Screen(parse.GetValue(Json));
            try
            {
                return await action(parse, screen, cancellationToken);
            }
            catch (RepriseException exception)
            {
                screen.Failure(exception);
                return ExitCodes.For(exception);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A defect. Its message may quote a value, its stack cannot.
                Screen.Warn($"unexpected {exception.GetType().Name}, a defect of Reprise. Please report it with these lines:{Environment.NewLine}{exception.StackTrace}");
                return ExitCodes.Failed;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                Screen.Warn("interrupted. A run goes on from its last checkpoint with 'reprise resume RUN'.");
                return ExitCodes.Failed;
            }
        });

    /// <summary>The configuration that the command line names.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="planned">A plan that is about to be written; null = none.</param>
    public static LoadedConfiguration Load(ParseResult parse, string? planned = null) => Composition.Load(parse.GetValue(Config), planned);

    /// <summary>The settings of the process.</summary>
    public static HostSettings Settings() => HostSettings.Read(Environment.GetEnvironmentVariable);
}
