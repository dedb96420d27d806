using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Reprise.AzureFunctions.Engine;
using Reprise.Pipeline.Http;

namespace Reprise.AzureFunctions.Http;

/// <summary>Routes of runs. What they answer is written in <see cref="RunsResource"/>.</summary>
public sealed class RunFunctions(RunsResource runs, DurableInstances instances)
{
    /// <summary>Starts a run.</summary>
    [Function("StartRun")]
    public Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "entities/{entity}/runs")] HttpRequest request,
        string entity,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        instances.Use(client);
        return Answer.OfAsync(() => JsonBody.ReadAsync<StartRunBody>(request, async body => await runs.StartAsync(entity, body, request, cancellationToken), cancellationToken));
    }

    /// <summary>The entity's runs, newest first.</summary>
    [Function("ListRuns")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "entities/{entity}/runs")] HttpRequest request,
        string entity,
        CancellationToken cancellationToken) => Answer.OfAsync(() => runs.ListAsync(entity, cancellationToken));

    /// <summary>A run's document.</summary>
    [Function("GetRun")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => Answer.OfAsync(() => runs.GetAsync(id, cancellationToken));

    /// <summary>A run's report.</summary>
    [Function("GetReport")]
    public Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/report")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => Answer.OfAsync(() => runs.ReportAsync(id, cancellationToken));

    /// <summary>Carries a run on.</summary>
    [Function("ResumeRun")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{id}/resume")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        instances.Use(client);
        return Answer.OfAsync(() => runs.ResumeAsync(id, cancellationToken));
    }

    /// <summary>Plays a run again from its snapshot.</summary>
    [Function("ReplayRun")]
    public Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{id}/replay")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        instances.Use(client);
        return Answer.OfAsync(() => JsonBody.ReadAsync<ReplayRunBody>(request, async body => await runs.ReplayAsync(id, body, request, cancellationToken), cancellationToken));
    }

    /// <summary>What a replay makes otherwise than the run that it plays again.</summary>
    [Function("GetDifference")]
    public Task<IResult> DifferenceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/difference")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => Answer.OfAsync(() => runs.DifferenceAsync(id, cancellationToken));

    /// <summary>Approves, refuses or waives.</summary>
    [Function("ApproveRun")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{id}/approval")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        instances.Use(client);
        return Answer.OfAsync(() => JsonBody.ReadAsync<ApprovalBody>(request, async body => await runs.ApproveAsync(id, body, cancellationToken), cancellationToken));
    }
}
