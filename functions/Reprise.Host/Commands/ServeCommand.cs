using System.CommandLine;
using Reprise.Host.Hosting;

namespace Reprise.Host.Commands;

/// <summary><c>reprise serve</c></summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string?>("--urls") { Description = "Where to listen. Default: REPRISE_URLS, or http://127.0.0.1:7071.", HelpName = "URLS" };
        var command = new Command("serve", "Serves HTTP and timer triggers until it is stopped.") { urls };
        command.SetScopedAction(async (parse, screen, cancellationToken) =>
        {
            var settings = CommandScope.Settings();
            settings = settings with { Urls = parse.GetValue(urls) ?? settings.Urls };
            await using var application = await Application.BuildServingAsync(CommandScope.Load(parse), settings, cancellationToken);
            await application.StartAsync(cancellationToken);
            screen.Line($"listening on {string.Join(", ", application.Urls)}");
            await application.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }
}
