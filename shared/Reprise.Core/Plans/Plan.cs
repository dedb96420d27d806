using Reprise.Core.Configuration.Loading;
using Reprise.Core.Problems;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans;

/// <summary>A plan as written in <c>plans/NAME/plan.yaml</c>: which source tables become which target tables, by which rules.</summary>
public sealed record Plan
{
    /// <summary>Name of the automatic plan that copies the source's schema as it is; no file is written for it.</summary>
    public const string Replicate = "replicate";

    /// <summary>Name of the plan, equal to its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>Version its author counts, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>SHA-256 of the plan's files in hexadecimal: the fingerprint that runs are recorded with.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>File it was read from, relative to the configuration folder; empty for the automatic plan.</summary>
    public string File { get; init; } = string.Empty;

    /// <summary>Other files that it is composed of: fragments, and the entity's file where that overrides it. Lines of its parts say which.</summary>
    public IReadOnlyList<string> ComposedOf { get; init; } = [];

    /// <summary>Table plans in the order written.</summary>
    public IReadOnlyList<TablePlan> Tables { get; init; } = [];

    /// <summary>Gates in the order written.</summary>
    public IReadOnlyList<QualityGate> Gates { get; init; } = [];

    /// <summary>A problem of the plan, whose line may say that it is of another file, with file and line in it.</summary>
    public Problem Placed(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var (file, line) = LineOrigin.Of(problem.Line);
        return problem with { File = file == 0 ? File : ComposedOf[file - 1], Line = line };
    }

    /// <summary>Source tables left out on purpose.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}
