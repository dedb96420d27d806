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

    internal InventoryTaker(ISource source, SourceConnections connections, RunPlanner planner)
    {
        _source = source;
        _connections = connections;
        _planner = planner;
    }

    /// <summary>The inventory.</summary>
    public async Task<Inventory> TakeAsync(EntityCode code, CancellationToken cancellationToken)
    {
        var entity = _connections.Entity(code);
        var catalog = await _source.ReadCatalogAsync(_connections.For(code), cancellationToken);
        var plan = await _planner.PlanAsync(entity, entity.Plan, cancellationToken);
        return new Inventory(
            code.Value,
            entity.Name,
            catalog.Server,
            catalog.Database,
            plan.Plan,
            [.. catalog.Tables.Select(table => Entry(table, plan))],
            plan.Findings);
    }

    private static InventoryTable Entry(SourceTable table, RunPlan plan) => new(
        table.Name,
        table.Engine,
        table.EstimatedRows,
        table.DataBytes,
        table.Columns.Count,
        RowKey.Of(table),
        table.ForeignKeys.Count,
        [.. plan.Tables.Where(candidate => candidate.Source == table.Name).Select(candidate => candidate.Name)]);
}
