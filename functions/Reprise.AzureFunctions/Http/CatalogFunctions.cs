using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Reprise.Pipeline.Http;

namespace Reprise.AzureFunctions.Http;

/// <summary>Routes that only read: entities, health and the description of the API.</summary>
public sealed class CatalogFunctions(EntitiesResource entities, HealthResource health)
{
    /// <summary>All entities, each with its newest run.</summary>
    [Function("ListEntities")]
    public Task<IResult> ListEntitiesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "entities")] HttpRequest request,
        CancellationToken cancellationToken) => Answer.OfAsync(() => entities.ListAsync(cancellationToken));

    /// <summary>Health, for load balancers and monitors: it holds no name and no figure, so it asks for no key.</summary>
    [Function("Health")]
    public Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken) => Answer.OfAsync(() => health.GetAsync(cancellationToken));

    /// <summary>The description of the API that the repository holds at <c>docs/api/openapi.json</c>.</summary>
    [Function("OpenApi")]
    public Task<IResult> OpenApiAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request,
        CancellationToken cancellationToken) => Answer.OfAsync(() => Task.FromResult(OpenApi()));

    private static IResult OpenApi() => typeof(CatalogFunctions).Assembly.GetManifestResourceStream("openapi.json") is { } document
        ? TypedResults.Stream(document, "application/json")
        : TypedResults.NotFound();
}
