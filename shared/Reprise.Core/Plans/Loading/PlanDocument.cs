using Reprise.Core.Catalogs;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>A plan's file as read: what checks need even when the plan itself is incomplete.</summary>
internal sealed record PlanDocument(YamlMapping Root, IReadOnlyList<TablePlanDocument> Tables)
{
    /// <summary>Its root, fragments in their place.</summary>
    public required YamlMap Composed { get; init; }

    /// <summary>Other files that it is composed of.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Its problems.</summary>
    public required FileProblems Problems { get; init; }

    /// <summary>The plan; null when something required is missing or wrong.</summary>
    public Plan? Plan { get; init; }
}

/// <summary>A table plan as read.</summary>
internal sealed record TablePlanDocument(YamlMapping Root)
{
    public string? Name { get; init; }

    public string? From { get; init; }

    public TableName? To { get; init; }

    public string? Part { get; init; }

    public string Lot { get; init; } = TablePlan.DefaultLot;

    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Conditions; null when one of them cannot be read.</summary>
    public IReadOnlyList<RowCondition>? Where { get; init; } = [];

    /// <summary>Joined tables; null when one of them cannot be read.</summary>
    public IReadOnlyList<SourceJoin>? Join { get; init; } = [];

    /// <summary>Tables of attributes; null when one of them cannot be read.</summary>
    public IReadOnlyList<SourcePivot>? Pivot { get; init; } = [];

    /// <summary>Both that can be read.</summary>
    public IEnumerable<JoinedRows> Joined => [.. Join ?? [], .. Pivot ?? []];

    public IdRule? Id { get; init; }

    public IReadOnlyList<string> Match { get; init; } = [];

    public DuplicateRule? Duplicates { get; init; }

    public SyncRule? Sync { get; init; }

    /// <summary>Names of ruled columns, whether or not their rules can be read.</summary>
    public IReadOnlyList<string> RuledColumns { get; init; } = [];

    public IReadOnlyList<ColumnRule> Rules { get; init; } = [];

    public IEnumerable<ReferenceRule> References => Rules.OfType<ReferenceRule>();

    public int LineOf(string key) => Root.LineOf(key);

    /// <summary>The table plan; null when something required is missing or wrong.</summary>
    public TablePlan? Finish() =>
        Name is null || From is null || To is null || Id is null || Where is null || Join is null || Pivot is null || Rules.Count != RuledColumns.Count
            ? null
            : new TablePlan { Name = Name, From = From, To = To, Part = Part, Lot = Lot, Key = Key, Where = Where, Join = Join, Pivot = Pivot, Id = Id, Match = Match, Duplicates = Duplicates, Sync = Sync, Columns = Rules, Line = Root.Line };
}
