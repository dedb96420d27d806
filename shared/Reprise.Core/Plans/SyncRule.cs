using System.Text.Json.Serialization;

namespace Reprise.Core.Plans;

/// <summary>How a table plan follows its source after the first load.</summary>
public sealed record SyncRule
{
    /// <summary>What a table plan without <c>sync</c> does.</summary>
    public static SyncRule Default { get; } = new();

    /// <summary>Source column that every insert and update raises; null = changes are found by comparing digests.</summary>
    public string? Watermark { get; init; }

    /// <summary>How far below the last bound rows are read again, for writes that were committed late.</summary>
    public WatermarkOverlap Overlap { get; init; } = WatermarkOverlap.Default;

    /// <summary>What becomes of the record of a row that is gone.</summary>
    public DeletePolicy Deletes { get; init; }

    /// <summary>What marks a record as deleted; null unless <see cref="Deletes"/> says so.</summary>
    public SoftDelete? SoftDelete { get; init; }

    /// <summary>True when records of rows that are gone are deleted or marked.</summary>
    [JsonIgnore]
    public bool RemovesRecords => Deletes is DeletePolicy.Delete or DeletePolicy.SoftDelete;

    /// <summary>Line in the plan's file.</summary>
    public int Line { get; init; }
}

/// <summary>What becomes of the record of a source row that is gone, or that the plan leaves out since it changed.</summary>
public enum DeletePolicy
{
    /// <summary>It stays and is listed.</summary>
    Report,

    /// <summary>It stays.</summary>
    Ignore,

    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>It stays and is marked.</summary>
    SoftDelete,
}

/// <summary>How a record is marked as deleted.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Value">Value that says so; null = the moment at which it is marked.</param>
public sealed record SoftDelete(string Column, string? Value);

/// <summary>How far below the last bound of a watermark rows are read again.</summary>
/// <param name="Time">Of a moment.</param>
/// <param name="Steps">Of a whole number.</param>
public sealed record WatermarkOverlap(TimeSpan Time, long Steps)
{
    /// <summary>A quarter of an hour, in seconds for whole numbers: longer than the transactions of most applications.</summary>
    public static WatermarkOverlap Default { get; } = new(TimeSpan.FromMinutes(15), 900);
}
