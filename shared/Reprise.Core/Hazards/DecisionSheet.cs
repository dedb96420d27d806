using Reprise.Core.Catalogs;

namespace Reprise.Core.Hazards;

/// <summary>What an entity has to decide before its migration: its hazards, with what happens by default.</summary>
/// <param name="Entity">Entity code.</param>
/// <param name="Name">Entity name.</param>
/// <param name="Server">Product and version of its server.</param>
/// <param name="Database">Database.</param>
/// <param name="Plan">Name of its plan.</param>
/// <param name="TakenAt">When its data were looked at, UTC.</param>
/// <param name="Tables">Number of tables.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Hazards">What was found.</param>
public sealed record DecisionSheet(string Entity, string Name, string Server, string Database, string Plan, DateTimeOffset TakenAt, int Tables, long Rows, IReadOnlyList<Hazard> Hazards)
{
    /// <summary>What the source has beside tables and their rows, and no plan carries over.</summary>
    public IReadOnlyList<SourceFeature> Features { get; init; } = [];
}
