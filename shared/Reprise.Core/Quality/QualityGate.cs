namespace Reprise.Core.Quality;

/// <summary>A measure of one table plan against a threshold, as a plan declares it under <c>gates</c>.</summary>
public sealed record QualityGate
{
    /// <summary>Name, unique in the plan; a waiver names it.</summary>
    public required string Name { get; init; }

    /// <summary>Table plan it is about.</summary>
    public required string Table { get; init; }

    /// <summary>What is measured.</summary>
    public required GateMeasure Measure { get; init; }

    /// <summary>Target columns that are looked at, by measure; empty where rows alone are counted or an expression says it.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Of <see cref="GateMeasure.Validity"/>: what a value has to be.</summary>
    public ValueTest? Test { get; init; }

    /// <summary>Of <see cref="GateMeasure.Consistency"/>: boolean SQL expression over the target's columns.</summary>
    public string? Expression { get; init; }

    /// <summary>Of <see cref="GateMeasure.Sum"/>: groups, and where the source keeps the figure.</summary>
    public SumGroups? Groups { get; init; }

    /// <summary>What is allowed.</summary>
    public required GateLimit Limit { get; init; }

    /// <summary>True: beyond the limit nothing is published. False: the report warns.</summary>
    public bool Blocks { get; init; } = true;

    /// <summary>What the report calls it, in French; null = its name.</summary>
    public string? Label { get; init; }

    /// <summary>Line in the plan's file, from 1.</summary>
    public int Line { get; init; }
}
