using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Ports;
using Reprise.Pipeline.Operations;

namespace Reprise.Pipeline.Http;

/// <summary>Gates over HTTP.</summary>
public sealed class GatesResource(IRunLedger ledger)
{
    /// <summary><c>GET /api/runs/{id}/gates</c>: what the gates of a run measured, and what they measured before.</summary>
    public Task<Results<Ok<GatesDocument>, ProblemHttpResult>> GetAsync(string id, CancellationToken cancellationToken) =>
        Guard.RunAsync<Ok<GatesDocument>>(async () => TypedResults.Ok(GatesDocument.From(await ledger.SummariseAsync(RunPath.Parse(id), cancellationToken))));
}
