using Reprise.Pipeline.Http;
using Reprise.Pipeline.Operations;

namespace Reprise.Host.Routing;

/// <summary>Routes of the function app on this host; what answers is in the pipeline.</summary>
internal static class Routes
{
    /// <summary>What routing and the OpenAPI document need.</summary>
    public static void AddServices(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => RepriseJson.Apply(options.SerializerOptions));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.TryAdd("code", "unexpected"));
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Reprise";
            document.Info.Version = "1";
            document.Info.Description = "Runs of migration plans, one entity at a time.";
            document.Servers = [];
            return Task.CompletedTask;
        }));
    }

    /// <summary>Maps the routes.</summary>
    public static void Map(WebApplication application)
    {
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.MapOpenApi("/api/openapi.json");
        var api = application.MapGroup("/api");
        api.MapGet("/health", (HealthResource health, CancellationToken cancellationToken) => health.GetAsync(cancellationToken)).WithName("GetHealth");
        api.MapGet("/entities", (EntitiesResource entities, CancellationToken cancellationToken) => entities.ListAsync(cancellationToken)).WithName("ListEntities");
        api.MapGet("/entities/{entity}/runs", (string entity, RunsResource runs, CancellationToken cancellationToken) => runs.ListAsync(entity, cancellationToken)).WithName("ListRuns");
        api.MapPost(
            "/entities/{entity}/runs",
            (string entity, StartRunBody? body, HttpRequest request, RunsResource runs, CancellationToken cancellationToken) => runs.StartAsync(entity, body, request, cancellationToken)).WithName("StartRun");
        api.MapGet("/runs/{id}", (string id, RunsResource runs, CancellationToken cancellationToken) => runs.GetAsync(id, cancellationToken)).WithName("GetRun");
        api.MapGet("/runs/{id}/report", (string id, RunsResource runs, CancellationToken cancellationToken) => runs.ReportAsync(id, cancellationToken)).WithName("GetReport");
        api.MapGet("/runs/{id}/quarantine", (string id, QuarantineResource quarantine, CancellationToken cancellationToken) => quarantine.GetAsync(id, cancellationToken)).WithName("GetQuarantine");
        api.MapGet("/runs/{id}/gates", (string id, GatesResource gates, CancellationToken cancellationToken) => gates.GetAsync(id, cancellationToken)).WithName("GetGates");
        api.MapGet("/runs/{id}/losses", (string id, string? table, LossesResource losses, CancellationToken cancellationToken) => losses.GetAsync(id, table, cancellationToken)).WithName("GetLosses");
        api.MapPost("/runs/{id}/rollback", (string id, RollbackBody? body, RollbackResource rollback, CancellationToken cancellationToken) => rollback.PostAsync(id, body, cancellationToken)).WithName("RollBackRun");
        api.MapPost("/runs/{id}/resume", (string id, RunsResource runs, CancellationToken cancellationToken) => runs.ResumeAsync(id, cancellationToken)).WithName("ResumeRun");
        api.MapPost(
            "/runs/{id}/replay",
            (string id, ReplayRunBody? body, HttpRequest request, RunsResource runs, CancellationToken cancellationToken) => runs.ReplayAsync(id, body, request, cancellationToken)).WithName("ReplayRun");
        api.MapGet("/runs/{id}/difference", (string id, RunsResource runs, CancellationToken cancellationToken) => runs.DifferenceAsync(id, cancellationToken)).WithName("GetDifference");
        api.MapPost("/runs/{id}/approval", (string id, ApprovalBody? body, RunsResource runs, CancellationToken cancellationToken) => runs.ApproveAsync(id, body, cancellationToken)).WithName("ApproveRun");
        api.MapGet("/lineage/record", (string? table, string[]? id, LineageResource lineage, CancellationToken cancellationToken) => lineage.GetRecordAsync(table, id, cancellationToken)).WithName("GetRecordLineage");
        api.MapPost("/lineage/record", (RecordLineageBody? body, LineageResource lineage, CancellationToken cancellationToken) => lineage.PostRecordAsync(body, cancellationToken)).WithName("AskRecordLineage");
        api.MapGet(
            "/lineage/row",
            (string? entity, string? table, string[]? key, LineageResource lineage, CancellationToken cancellationToken) => lineage.GetRowAsync(entity, table, key, cancellationToken)).WithName("GetRowLineage");
        api.MapPost("/lineage/row", (RowLineageBody? body, LineageResource lineage, CancellationToken cancellationToken) => lineage.PostRowAsync(body, cancellationToken)).WithName("AskRowLineage");
    }
}
