using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Ports;
using Reprise.Pipeline.Quarantine;

namespace Reprise.Pipeline.Http;

/// <summary>Rows held back over HTTP: counts only, rows themselves leave by the command line.</summary>
public sealed class QuarantineResource(QuarantineReader reader)
{
    /// <summary><c>GET /api/runs/{id}/quarantine</c>: rows that the run held back, by table plan, column, reason and state.</summary>
    public Task<Results<Ok<QuarantineDocument>, ProblemHttpResult>> GetAsync(string id, CancellationToken cancellationToken) =>
        Guard.RunAsync<Ok<QuarantineDocument>>(async () => TypedResults.Ok(await reader.ReadAsync(RunPath.Parse(id), QuarantineFilter.All, cancellationToken)));
}
