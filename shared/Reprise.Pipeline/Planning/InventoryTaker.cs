using Reprise.Core.Catalogs;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Planning;

/// <summary>Takes the inventory of an entity's source. Reads catalogs and aggregates, copies nothing.</summary>
public sealed class InventoryTaker
{
    private readonly ISource _source;
    private readonly SourceConnections _connections;
    private readonly RunPlanner _planner;
    private readonly HazardCounter _hazards;
    private readonly TimeProvider _time;

    internal InventoryTaker(ISource source, SourceConnections connections, RunPlanner planner, TimeProvider time)
    {
        _source = source;
        _connections = connections;
        _planner = planner;
        _hazards = new HazardCounter(source);
        _time = time;
    }

    /// <summary>The inventory.</summary>
    /// <param name="code">Entity.</param>
    /// <param name="quick">True: catalog and profile only, no hazards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Inventory> TakeAsync(EntityCode code, bool quick, CancellationToken cancellationToken)
    {
        var entity = _connections.Entity(code);
        var catalog = await _source.ReadCatalogAsync(_connections.For(code), cancellationToken);
        var plan = await _planner.PlanAsync(entity, entity.Plan, cancellationToken);
        var (hazards, rows) = quick ? ([], 0) : await _hazards.CountAsync(_connections.For(code), catalog, plan, cancellationToken);
        return new Inventory(
            code.Value,
            entity.Name,
            catalog.Server,
            catalog.Database,
            plan.Plan,
            [.. catalog.Tables.Select(table => Entry(table, plan))],
            [.. plan.Findings.Concat(catalog.Features().Select(FeatureFindings.Of)).Distinct()],
            hazards)
        {
            Features = [.. catalog.Features()],
            Rows = rows,
            TakenAt = _time.GetUtcNow(),
        };
    }

    private static bool IsJoined(SourceTable table, RunTable candidate, RunPlan plan) =>
        plan.Written?.Tables.FirstOrDefault(written => written.Name == candidate.Name) is { } written && written.Joined.Any(joined => joined.Table == table.Name);

    private static InventoryTable Entry(SourceTable table, RunPlan plan) => new(
        table.Name,
        table.Engine,
        table.EstimatedRows,
        table.DataBytes,
        table.Columns.Count,
        RowKey.Of(table),
        table.ForeignKeys.Count,
        [.. plan.Tables.Where(candidate => candidate.Source == table.Name || IsJoined(table, candidate, plan)).Select(candidate => candidate.Name)]);
}
