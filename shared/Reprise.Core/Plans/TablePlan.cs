using System.Text.Json.Serialization;
using Reprise.Core.Catalogs;

namespace Reprise.Core.Plans;

/// <summary>How rows of one source table become records of one target table.</summary>
public sealed record TablePlan
{
    /// <summary>Lot of table plans that name none.</summary>
    public const string DefaultLot = "main";

    /// <summary>Name, unique in the plan; references name it.</summary>
    public required string Name { get; init; }

    /// <summary>Source table.</summary>
    public required string From { get; init; }

    /// <summary>Target table.</summary>
    public required TableName To { get; init; }

    /// <summary>Which part of a source row it makes records of, where several table plans make one each in the same target table; null = the row itself.</summary>
    public string? Part { get; init; }

    /// <summary>Lot it is published with.</summary>
    public string Lot { get; init; } = DefaultLot;

    /// <summary>Source key columns; empty = the source's primary key.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Conditions that a row must satisfy, all of them; empty = every row is migrated.</summary>
    public IReadOnlyList<RowCondition> Where { get; init; } = [];

    /// <summary>Tables of which at most one row belongs to each row.</summary>
    public IReadOnlyList<SourceJoin> Join { get; init; } = [];

    /// <summary>Tables that keep attributes of rows in rows of their own.</summary>
    public IReadOnlyList<SourcePivot> Pivot { get; init; } = [];

    /// <summary>All tables that it reads beside its own, in the order in which they are joined.</summary>
    [JsonIgnore]
    public IEnumerable<JoinedRows> Joined => [.. Join, .. Pivot];

    /// <summary>How target ids are made.</summary>
    public required IdRule Id { get; init; }

    /// <summary>Target columns whose equal non-null values make it the same record; empty = never merged.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>How records that are the same without an equal key are found; null = they are not looked for.</summary>
    public DuplicateRule? Duplicates { get; init; }

    /// <summary>How it follows its source; null = as <see cref="SyncRule.Default"/>.</summary>
    public SyncRule? Sync { get; init; }

    /// <summary>Rules by target column, in the order written.</summary>
    public IReadOnlyList<ColumnRule> Columns { get; init; } = [];

    /// <summary>Line of the table plan in the plan's file, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>How the id of a target record is made.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Strategy">By which strategy.</param>
public sealed record IdRule(string Column, IdStrategy Strategy);

/// <summary>Strategies for target ids.</summary>
public enum IdStrategy
{
    /// <summary>UUIDv5 of entity, source table (and part) and source key: the same at every run.</summary>
    Uuid,

    /// <summary>Next number of the target column's sequence, kept in the crosswalk.</summary>
    Identity,
}
