using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Reprise.Pipeline.Http;

namespace Reprise.AzureFunctions.Http;

/// <summary>Routes of lineage. What they answer is written in <see cref="LineageResource"/>.</summary>
public sealed class LineageFunctions(LineageResource lineage)
{
    /// <summary>Where a record is from, masked.</summary>
    [Function("GetRecordLineage")]
    public Task<IResult> GetRecordAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "lineage/record")] HttpRequest request,
        CancellationToken cancellationToken) => Answer.OfAsync(() => lineage.GetRecordAsync(request.Query["table"], [.. request.Query["id"].OfType<string>()], cancellationToken));

    /// <summary>Where a record is from, for a person who is named.</summary>
    [Function("AskRecordLineage")]
    public Task<IResult> AskRecordAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "lineage/record")] HttpRequest request,
        CancellationToken cancellationToken) => Answer.OfAsync(() => JsonBody.ReadAsync<RecordLineageBody>(request, async body => await lineage.PostRecordAsync(body, cancellationToken), cancellationToken));

    /// <summary>Where a source row went, masked.</summary>
    [Function("GetRowLineage")]
    public Task<IResult> GetRowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "lineage/row")] HttpRequest request,
        CancellationToken cancellationToken) => Answer.OfAsync(() => lineage.GetRowAsync(request.Query["entity"], request.Query["table"], [.. request.Query["key"].OfType<string>()], cancellationToken));

    /// <summary>Where a source row went, for a person who is named.</summary>
    [Function("AskRowLineage")]
    public Task<IResult> AskRowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "lineage/row")] HttpRequest request,
        CancellationToken cancellationToken) => Answer.OfAsync(() => JsonBody.ReadAsync<RowLineageBody>(request, async body => await lineage.PostRowAsync(body, cancellationToken), cancellationToken));
}
