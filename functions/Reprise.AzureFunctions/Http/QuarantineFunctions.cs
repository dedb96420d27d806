using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Reprise.Pipeline.Http;

namespace Reprise.AzureFunctions.Http;

/// <summary>Routes of rows held back. What they answer is written in <see cref="QuarantineResource"/>.</summary>
public sealed class QuarantineFunctions(QuarantineResource quarantine)
{
    /// <summary>Rows that a run held back, counted.</summary>
    [Function("GetQuarantine")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/quarantine")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => Answer.OfAsync(() => quarantine.GetAsync(id, cancellationToken));
}
