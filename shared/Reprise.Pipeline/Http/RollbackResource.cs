using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Http;

/// <summary>Rollback over HTTP.</summary>
public sealed class RollbackResource(IRollback rollback)
{
    /// <summary><c>POST /api/runs/{id}/rollback</c>: what was undone and what had to stay; 400 without name and reason; 409 when it refuses. Repeating it is harmless.</summary>
    public async Task<Results<Ok<RollbackResult>, ProblemHttpResult>> PostAsync(string id, RollbackBody? body, CancellationToken cancellationToken) =>
        body is { By.Length: > 0, Reason.Length: > 0 }
            ? await Guard.RunAsync<Ok<RollbackResult>>(async () => TypedResults.Ok(
                await rollback.RollBackAsync(new RollbackRequest(RunPath.Parse(id), body.Lot, body.DryRun ?? false, body.By, body.Reason), cancellationToken)))
            : Problems.BadRequest("invalid_rollback", "The body says who ('by') and why ('reason'), for the audit trail.");
}
