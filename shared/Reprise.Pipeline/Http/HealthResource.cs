using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Ports;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Http;

/// <summary>Health over HTTP.</summary>
public sealed class HealthResource(IRunLedger ledger, ISnapshotStore store)
{
    /// <summary><c>GET /api/health</c>: 200 when target and snapshot store answer, 503 otherwise.</summary>
    public async Task<JsonHttpResult<HealthDocument>> GetAsync(CancellationToken cancellationToken)
    {
        var checks = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["target"] = await CheckAsync(() => ledger.ListAsync(null, 1, cancellationToken)),
            ["snapshots"] = await CheckAsync(() => store.EnsureReadyAsync(cancellationToken)),
        };
        var healthy = checks.Values.All(check => check == "ok");
        return TypedResults.Json(
            new HealthDocument(healthy ? "healthy" : "unhealthy", checks),
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string> CheckAsync(Func<Task> check)
    {
        try
        {
            await check();
            return "ok";
        }
        catch (RepriseException exception)
        {
            return exception.Code;
        }
    }
}
