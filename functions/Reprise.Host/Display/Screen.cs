using System.Text.Json;
using Reprise.Core.Problems;
using Reprise.Pipeline.Operations;
using Spectre.Console;

namespace Reprise.Host.Display;

/// <summary>What a command shows: one JSON document and nothing else on standard output, or text for people.</summary>
internal sealed class Screen
{
    private const int RedirectedWidth = 140;

    /// <summary>A screen; with <paramref name="isJson"/>, people's text goes to standard error.</summary>
    public Screen(bool isJson)
    {
        IsJson = isJson;
        Text = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(isJson ? Error : Console.Out) });
        if (Console.IsOutputRedirected)
        {
            // A file or a pipe has no width of its own: room for a table with long names.
            Text.Profile.Width = RedirectedWidth;
        }
    }

    /// <summary>Standard error.</summary>
    private static TextWriter Error => Console.Error;

    /// <summary>True when standard output belongs to one JSON document.</summary>
    public bool IsJson { get; }

    /// <summary>Where text for people goes.</summary>
    public IAnsiConsole Text { get; }

    /// <summary>True when progress can be drawn in place.</summary>
    public bool IsLive => !IsJson && !Console.IsOutputRedirected && Text.Profile.Capabilities.Interactive;

    /// <summary>Writes the document, if standard output belongs to one.</summary>
    public void Document<T>(T document)
    {
        if (IsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(document, RepriseJson.Options));
        }
    }

    /// <summary>A line for people. No markup is read in it.</summary>
    public void Line(string text) => (IsJson ? Error : Console.Out).WriteLine(text);

    /// <summary>A sentence about trouble, on standard error.</summary>
    public static void Warn(string sentence) => Error.WriteLine($"reprise: {sentence}");

    /// <summary>A failure with all its problems.</summary>
    public void Failure(RepriseException exception)
    {
        if (IsJson)
        {
            Document(new { error = new { code = exception.Code, message = exception.Message, problems = exception.Problems } });
        }

        Warn(exception.Message);
    }
}
