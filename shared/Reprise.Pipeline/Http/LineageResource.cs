using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Entities;
using Reprise.Core.Problems;
using Reprise.Pipeline.Lineage;

namespace Reprise.Pipeline.Http;

/// <summary>Lineage over HTTP, both directions. GET is always masked; POST shows values to a person who says who they are and why. Ids and keys are no part of a path: they may hold any character.</summary>
public sealed class LineageResource(RecordExplainer explainer, RowLocator locator)
{
    private const string NoRecord = "Say the table of the target ('table') and the record ('id'); values of a composite id one by one, in order.";
    private const string NoRow = "Say the entity ('entity'), the source table ('table') and the row ('key'); values of a composite key one by one, in order.";
    private const string NoAccess = "'access' says who sees the values ('by') and why ('reason'), for the audit trail.";

    /// <summary><c>GET /api/lineage/record</c>: where a record is from, values masked.</summary>
    public Task<Results<Ok<RecordDocument>, ProblemHttpResult>> GetRecordAsync(string? table, string[]? id, CancellationToken cancellationToken) =>
        PostRecordAsync(new RecordLineageBody(table, id), cancellationToken);

    /// <summary><c>POST /api/lineage/record</c>: the same, with values when the body says who sees them and why.</summary>
    public async Task<Results<Ok<RecordDocument>, ProblemHttpResult>> PostRecordAsync(RecordLineageBody? body, CancellationToken cancellationToken)
    {
        if (body is not { Table.Length: > 0, Id.Count: > 0 })
        {
            return Problems.BadRequest("invalid_lineage", NoRecord);
        }

        return IsValid(body.Access)
            ? await Guard.RunAsync<Ok<RecordDocument>>(async () => TypedResults.Ok(await explainer.ExplainAsync(body.Table, body.Id, Request(body.Access), cancellationToken)))
            : Problems.BadRequest("invalid_access", NoAccess);
    }

    /// <summary><c>GET /api/lineage/row</c>: where a source row went, values masked.</summary>
    public Task<Results<Ok<RowDocument>, ProblemHttpResult>> GetRowAsync(string? entity, string? table, string[]? key, CancellationToken cancellationToken) =>
        PostRowAsync(new RowLineageBody(entity, table, key), cancellationToken);

    /// <summary><c>POST /api/lineage/row</c>: the same, with values when the body says who sees them and why.</summary>
    public async Task<Results<Ok<RowDocument>, ProblemHttpResult>> PostRowAsync(RowLineageBody? body, CancellationToken cancellationToken)
    {
        if (body is not { Entity.Length: > 0, Table.Length: > 0, Key.Count: > 0 })
        {
            return Problems.BadRequest("invalid_lineage", NoRow);
        }

        if (!IsValid(body.Access))
        {
            return Problems.BadRequest("invalid_access", NoAccess);
        }

        return await Guard.RunAsync<Ok<RowDocument>>(async () => EntityCode.TryParse(body.Entity, out var entity)
            ? TypedResults.Ok(await locator.LocateAsync(entity, body.Table, body.Key, Request(body.Access), cancellationToken))
            : throw new RepriseException(ErrorCodes.UnknownEntity, "That is no entity code."));
    }

    private static bool IsValid(AccessBody? access) => access is null or { By.Length: > 0, Reason.Length: > 0 };

    private static AccessRequest? Request(AccessBody? access) => access is { By: { } by, Reason: { } reason } ? new AccessRequest(by, reason) : null;
}
