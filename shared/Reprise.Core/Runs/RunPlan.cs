using System.Text.Json.Serialization;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Quality;

namespace Reprise.Core.Runs;

/// <summary>A plan made concrete for one run: both catalogs are read, every column has its types. Kept in the ledger; the same inputs give the same <see cref="Hash"/>.</summary>
public sealed record RunPlan
{
    /// <summary>Code of the entity.</summary>
    public required string Entity { get; init; }

    /// <summary>Name of the entity.</summary>
    public required string EntityName { get; init; }

    /// <summary>Name of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Version of the plan.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>Fingerprint of the plan's files.</summary>
    public required string PlanFingerprint { get; init; }

    /// <summary>The plan as it was written, fragments in their place and the entity's overrides applied; null for the automatic one.</summary>
    public Plans.Plan? Written { get; init; }

    /// <summary>True for the automatic plan.</summary>
    public bool IsReplicate => Plan == Plans.Plan.Replicate;

    /// <summary>Schema that a replicate plan publishes into; empty for mapped plans.</summary>
    public string Schema { get; init; } = string.Empty;

    /// <summary>Source server and version.</summary>
    public required string SourceServer { get; init; }

    /// <summary>IANA zone of the local times in the source; null = none declared: they are taken for UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Steps at once.</summary>
    public required int Parallelism { get; init; }

    /// <summary>True when publish waits for an approval.</summary>
    public required bool RequiresApproval { get; init; }

    /// <summary>Thresholds of the built-in gates.</summary>
    public required GateThresholds Gates { get; init; }

    /// <summary>Gates that the plan declares.</summary>
    public IReadOnlyList<QualityGate> Quality { get; init; } = [];

    /// <summary>Rows per chunk, about.</summary>
    public required int ChunkRows { get; init; }

    /// <summary>Source tables to extract.</summary>
    public required IReadOnlyList<SourceRead> Sources { get; init; }

    /// <summary>All source tables that are read, those that are joined among them, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<SourceTable> SourceTables => [.. Sources.SelectMany(read => read.Tables).DistinctBy(table => table.Name)];

    /// <summary>Table plans in an order in which parents come first.</summary>
    public required IReadOnlyList<RunTable> Tables { get; init; }

    /// <summary>Lots in the order of publication.</summary>
    public required IReadOnlyList<string> Lots { get; init; }

    /// <summary>What is not carried over or was decided from data: for inventory and report.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>SHA-256 in hexadecimal over all of the above but estimates.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>The table plan of that name.</summary>
    public RunTable Table(string name) => Tables.First(table => table.Name == name);

    /// <summary>Table plans that make records of an origin in a target table, see <see cref="RunTable.Origin"/>; where there are several, conditions tell their rows apart.</summary>
    public IEnumerable<RunTable> Making(TableName target, string origin) => Tables.Where(table => table.Target.Name == target && table.Origin == origin);

    /// <summary>How the source compares the key that a rule refers to; null = exactly.</summary>
    public RespelledReference? Respelled(RunTable table, ReferenceRule rule)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rule);
        var parent = Table(rule.TablePlan);
        return table.Respelled.FirstOrDefault(reference => reference.Is(rule.From, parent.Source, parent.Key));
    }

    /// <summary>The source read of that table.</summary>
    public SourceRead Source(string table) => Sources.First(source => source.Table.Name == table);
}

/// <summary>How one source table is extracted.</summary>
/// <param name="Table">The table as its catalog describes it.</param>
/// <param name="Columns">Columns to select, in order: names as in <paramref name="Table"/>, types as in the snapshot.</param>
/// <param name="Key">Columns that identify a row: primary key, else a unique index over NOT NULL columns, else empty.</param>
public sealed record SourceRead(SourceTable Table, IReadOnlyList<BatchColumn> Columns, IReadOnlyList<string> Key)
{
    /// <summary>Tables read beside it, of which <see cref="Table"/> has columns, too; a table comes after those that it is joined to.</summary>
    public IReadOnlyList<JoinedRead> Joined { get; init; } = [];

    /// <summary>All tables that are read.</summary>
    [JsonIgnore]
    public IEnumerable<SourceTable> Tables => Joined.Select(joined => joined.Table).Prepend(Table);
}

/// <summary>One table plan made concrete.</summary>
public sealed record RunTable
{
    /// <summary>Name of the table plan (replicate: the source table's name).</summary>
    public required string Name { get; init; }

    /// <summary>Source table.</summary>
    public required string Source { get; init; }

    /// <summary>Which part of a source row records are made of; null = the row itself.</summary>
    public string? Part { get; init; }

    /// <summary>What crosswalk, decisions and ids know as the source table: two parts of one row are two records. MySQL's names without quotes hold no <c>#</c>.</summary>
    [JsonIgnore]
    public string Origin => Part is null ? Source : $"{Source}#{Part}";

    /// <summary>Target table with its catalog (replicate: as it will be created).</summary>
    public required TargetTable Target { get; init; }

    /// <summary>Lot.</summary>
    public required string Lot { get; init; }

    /// <summary>Table plans to be resolved first.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>Source key columns; empty = the row has no key and is known by chunk and ordinal.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Conditions that a row must satisfy, all of them; rows that do not are filtered.</summary>
    public IReadOnlyList<RowCondition> Where { get; init; } = [];

    /// <summary>What rows of joined tables must satisfy.</summary>
    public IReadOnlyList<JoinCondition> Joined { get; init; } = [];

    /// <summary>Id rule; null for replicate.</summary>
    public IdRule? Id { get; init; }

    /// <summary>Natural key in the target.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>How duplicates without an equal key are found; null = they are not looked for.</summary>
    public DuplicateRule? Duplicates { get; init; }

    /// <summary>How it follows its source.</summary>
    public SyncRule Sync { get; init; } = SyncRule.Default;

    /// <summary>Rules by target column.</summary>
    public required IReadOnlyList<ColumnRule> Rules { get; init; }

    /// <summary>References that lead where the source's collation finds their parent, also where that one is spelled otherwise; replicate: they take over its spelling.</summary>
    public IReadOnlyList<RespelledReference> Respelled { get; init; } = [];

    /// <summary>Replicate: what to create. Null for mapped plans, which create nothing.</summary>
    public TableDefinition? Definition { get; init; }
}

/// <summary>Something a person should know before or after the run.</summary>
/// <param name="Code">Stable code in snake_case.</param>
/// <param name="Table">Source table; empty for the whole database.</param>
/// <param name="Column">Source column; empty for the whole table.</param>
/// <param name="Message">What and why, without values.</param>
public sealed record Finding(string Code, string Table, string Column, string Message);
