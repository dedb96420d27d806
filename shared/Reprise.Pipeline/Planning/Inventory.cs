using Reprise.Core.Catalogs;
using Reprise.Core.Hazards;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Planning;

/// <summary>What an entity's source holds and what a run would decide from its data.</summary>
/// <param name="Entity">Entity code.</param>
/// <param name="Name">Entity name.</param>
/// <param name="Server">Product and version.</param>
/// <param name="Database">Database.</param>
/// <param name="Plan">The entity's plan.</param>
/// <param name="Tables">Base tables by name.</param>
/// <param name="Findings">What is not carried over, or was decided from data.</param>
/// <param name="Hazards">Values that will not arrive as they are, or not be what they seem; empty when only the catalog was asked.</param>
public sealed record Inventory(
    string Entity,
    string Name,
    string Server,
    string Database,
    string Plan,
    IReadOnlyList<InventoryTable> Tables,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Hazard> Hazards)
{
    /// <summary>What the source has beside tables and their rows, and no plan carries over.</summary>
    public IReadOnlyList<SourceFeature> Features { get; init; } = [];

    /// <summary>Rows looked at; 0 when only the catalog was asked.</summary>
    public long Rows { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The sheet by which the entity decides.</summary>
    public DecisionSheet Sheet() => new(Entity, Name, Server, Database, Plan, TakenAt, Tables.Count, Rows, Hazards) { Features = Features };
}

/// <summary>A base table in an inventory.</summary>
/// <param name="Table">Name.</param>
/// <param name="Engine">Storage engine.</param>
/// <param name="EstimatedRows">The server's estimate.</param>
/// <param name="Bytes">Bytes of data, the server's estimate.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Key">Columns that identify a row; empty = none.</param>
/// <param name="ForeignKeys">Number of declared foreign keys.</param>
/// <param name="UsedBy">Table plans that read it.</param>
public sealed record InventoryTable(
    string Table,
    string Engine,
    long EstimatedRows,
    long Bytes,
    int Columns,
    IReadOnlyList<string> Key,
    int ForeignKeys,
    IReadOnlyList<string> UsedBy);
