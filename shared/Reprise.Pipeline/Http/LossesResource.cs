using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Pipeline.Losses;

namespace Reprise.Pipeline.Http;

/// <summary>Changed values and rows held back over HTTP, always masked: keys and rows themselves leave by the command line.</summary>
public sealed class LossesResource(LossReader reader)
{
    /// <summary><c>GET /api/runs/{id}/losses</c>: every value that the run changed and every row that it held back, of all table plans or of one.</summary>
    public Task<Results<Ok<LossDocument>, ProblemHttpResult>> GetAsync(string id, string? table, CancellationToken cancellationToken) =>
        Guard.RunAsync<Ok<LossDocument>>(async () => TypedResults.Ok(await reader.ReadAsync(RunPath.Parse(id), table, unsealedBy: null, cancellationToken)));
}
