using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Reprise.Fidelity.Pgloader;

/// <summary>The pgloader command with its default settings.</summary>
internal static partial class PgloaderProgram
{
    private const int MaxErrorLength = 160;

    /// <summary>How long a call may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What <c>pgloader --version</c> says.</summary>
    public static async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        using var process = Start("--version");
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return Quoted().Match(output).Groups["text"].Value;
    }

    /// <summary>Loads a MySQL database.</summary>
    /// <param name="source">URI of the source.</param>
    /// <param name="target">URI of the target.</param>
    /// <param name="folder">Folder for its logs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<PgloaderOutcome> RunAsync(string source, string target, string folder, CancellationToken cancellationToken)
    {
        using var process = Start("--root-dir", folder, source, target);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new PgloaderOutcome(process.ExitCode, FirstError(await output) ?? FirstError(await error));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new PgloaderOutcome(ExitCode: null, FirstError(await output) ?? FirstError(await error));
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("pgloader") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("pgloader did not start.");
    }

    /// <summary>The first message that says what went wrong, without where and in which statement.</summary>
    private static string? FirstError(string output)
    {
        var message = Spaces().Replace(Errors().Match(output).Groups["message"].Value, " ").Trim();
        return message.Length == 0 ? null : message.Length > MaxErrorLength ? $"{message[..MaxErrorLength]}…" : message;
    }

    [GeneratedRegex("\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(\S+ (ERROR|FATAL) |KABOOM!\s+)(?<message>.+(\n(?!\d{4}-\d\d-\d\dT|CONTEXT|DETAIL|HINT|QUERY|\s*$).+)*)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Errors();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
