using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Configuration;
using Reprise.Core.Ports;

namespace Reprise.Pipeline.Http;

/// <summary>Entities over HTTP.</summary>
public sealed class EntitiesResource(RepriseConfiguration configuration, IRunLedger ledger)
{
    /// <summary><c>GET /api/entities</c>: all entities by code, each with its newest run.</summary>
    public Task<Results<Ok<IReadOnlyList<ListedEntity>>, ProblemHttpResult>> ListAsync(CancellationToken cancellationToken) =>
        Guard.RunAsync<Ok<IReadOnlyList<ListedEntity>>>(async () => TypedResults.Ok(await ReadAsync(cancellationToken)));

    /// <summary>All entities by code, each with its newest run.</summary>
    public async Task<IReadOnlyList<ListedEntity>> ReadAsync(CancellationToken cancellationToken)
    {
        var entities = new List<ListedEntity>();
        foreach (var entity in configuration.Entities)
        {
            var last = (await ledger.ListAsync(entity.Code, 1, cancellationToken)) is [var newest, ..] ? newest : null;
            entities.Add(new ListedEntity(entity.Code.Value, entity.Name, entity.Plan, entity.Sync, entity.RequiresApproval, last is null ? null : ListedRun.From(last)));
        }

        return entities;
    }
}
