using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Reprise.Core.Problems;

namespace Reprise.Core.Configuration;

/// <summary>What reading a configuration folder came to: a configuration, or every problem of the folder.</summary>
public sealed record ConfigurationResult
{
    private ConfigurationResult(RepriseConfiguration? configuration, ImmutableArray<Problem> problems) =>
        (Configuration, Problems) = (configuration, problems);

    /// <summary>The configuration; null when there are problems.</summary>
    public RepriseConfiguration? Configuration { get; }

    /// <summary>All problems, by file and line; empty when there is a configuration.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>True when the folder has no problem.</summary>
    [MemberNotNullWhen(true, nameof(Configuration))]
    public bool IsUsable => Configuration is not null;

    /// <summary>The configuration.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with all problems.</exception>
    public RepriseConfiguration Require() => Configuration ?? throw new RepriseException(ErrorCodes.InvalidConfiguration, Summary())
    {
        Problems = Problems,
    };

    internal static ConfigurationResult Of(RepriseConfiguration configuration) => new(configuration, []);

    internal static ConfigurationResult Of(IEnumerable<Problem> problems) =>
        new(null, [.. problems.Distinct().OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)]);

    private string Summary()
    {
        var count = Problems.Length == 1 ? "a problem" : $"{Problems.Length} problems";
        return $"The configuration has {count}; nothing was started.{string.Concat(Problems.Select(problem => $"\n  {problem}"))}";
    }
}
