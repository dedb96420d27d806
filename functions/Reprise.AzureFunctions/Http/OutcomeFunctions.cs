using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Reprise.Pipeline.Http;

namespace Reprise.AzureFunctions.Http;

/// <summary>Routes of what a run measured, changed and published. What they answer is written in <see cref="GatesResource"/>, <see cref="LossesResource"/> and <see cref="RollbackResource"/>.</summary>
public sealed class OutcomeFunctions(GatesResource gates, LossesResource losses, RollbackResource rollback)
{
    /// <summary>Gates of a run.</summary>
    [Function("GetGates")]
    public Task<IResult> GatesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/gates")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => Answer.OfAsync(() => gates.GetAsync(id, cancellationToken));

    /// <summary>Values that a run changed and rows that it held back, masked.</summary>
    [Function("GetLosses")]
    public Task<IResult> LossesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/losses")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => Answer.OfAsync(() => losses.GetAsync(id, request.Query["table"], cancellationToken));

    /// <summary>Undoes a run.</summary>
    [Function("RollBackRun")]
    public Task<IResult> RollBackAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{id}/rollback")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => Answer.OfAsync(() => JsonBody.ReadAsync<RollbackBody>(request, async body => await rollback.PostAsync(id, body, cancellationToken), cancellationToken));
}
