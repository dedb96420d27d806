using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Scaffolding;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Planning;

/// <summary>Writes a first plan from an entity's source and the target.</summary>
public sealed class PlanScaffolder
{
    /// <summary>Rows of a table that are looked at: enough to tell an e-mail address from a telephone number.</summary>
    private const int SampleRows = 1000;

    private readonly RepriseConfiguration _configuration;
    private readonly ISource _source;
    private readonly ITarget _target;
    private readonly SourceConnections _connections;

    internal PlanScaffolder(RepriseConfiguration configuration, ISource source, ITarget target, SourceConnections connections)
    {
        _configuration = configuration;
        _source = source;
        _target = target;
        _connections = connections;
    }

    /// <summary>Drafts a plan and writes its file.</summary>
    /// <param name="name">Name of the plan.</param>
    /// <param name="code">Entity whose source it is drafted from.</param>
    /// <param name="force">True: an existing plan is replaced.</param>
    /// <param name="cancellationToken">Gives up; nothing is written then.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: no name for a plan, or a plan of that name is there; <see cref="ErrorCodes.UnknownEntity"/>; <see cref="ErrorCodes.ConnectionFailed"/>.</exception>
    public async Task<ScaffoldDocument> ScaffoldAsync(string name, EntityCode code, bool force, CancellationToken cancellationToken)
    {
        var place = PlanPlace.Of(_configuration.Folder, name);
        var entity = _connections.Entity(code);
        place.RefuseToReplace(force);
        var connection = _connections.For(code);
        var catalog = await _source.ReadCatalogAsync(connection, cancellationToken);
        var target = await _target.ReadCatalogAsync(cancellationToken);
        var samples = await _source.SampleAsync(connection, catalog.Tables, SampleRows, cancellationToken);
        var plan = PlanScaffold.Draft(name, code.Value, catalog, samples, target, OwnSchemas(entity));
        await place.WriteAsync(plan.Text, force, cancellationToken);
        return new ScaffoldDocument(name, code.Value, place.File, plan.Tables, plan.Unmapped, plan.Blockers);
    }

    // The entity was perhaps copied before somebody thought of a plan for it.
    private string[] OwnSchemas(Entity entity) =>
        [.. _configuration.Entities.Where(other => other.Plan == Plan.Replicate || other.Code == entity.Code).Select(other => other.Schema).Where(schema => schema != TableName.Parse("x").Schema)];
}
