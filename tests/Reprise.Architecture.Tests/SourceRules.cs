using System.Text.RegularExpressions;

namespace Reprise.Architecture.Tests;

/// <summary>Rules about source text that no analyzer has.</summary>
internal static partial class SourceRules
{
    /// <summary>Most lines of a source file: more holds more than one subject.</summary>
    public const int MaxLines = 400;

    /// <summary>What is wrong with a source file; empty = nothing.</summary>
    public static IReadOnlyList<string> Violations(string path, string text)
    {
        var violations = new List<string>();
        if (text.Count(character => character == '\n') > MaxLines)
        {
            violations.Add($"{path}: more than {MaxLines} lines");
        }

        violations.AddRange(BannedName().Matches(text).Select(match => $"{path}: the name {match.Groups["name"].Value} says nothing"));
        violations.AddRange(UnsealedClass().Matches(text).Select(match => $"{path}: {match.Groups["name"].Value} is not sealed"));
        violations.AddRange(SwallowedException().Matches(text).Select(_ => $"{path}: an exception is swallowed"));
        return violations;
    }

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+(?<name>\w*(Utils?|Helpers?|Manager|Service))\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BannedName();

    [GeneratedRegex(@"^\s*(public|internal)\s+(partial\s+)?(class|record(?!\s+struct))\s+(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex UnsealedClass();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*\{\s*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SwallowedException();
}
