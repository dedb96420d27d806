using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Operations;
using Reprise.Pipeline.Replays;

namespace Reprise.Pipeline.Http;

/// <summary>Runs over HTTP. Written once; both hosts route to it.</summary>
public sealed class RunsResource(RunOperations operations, IRunLedger ledger, ReplayDifferences differences, TimeProvider time)
{
    /// <summary>Header that makes a repeated start harmless.</summary>
    public const string IdempotencyHeader = "Idempotency-Key";

    private const int MaxIdempotencyKeyLength = 128;

    /// <summary><c>POST /api/entities/{entity}/runs</c>: 202 with the run's place, 404, 409 naming the run under way, 422.</summary>
    public async Task<Results<Accepted<StartedRun>, ProblemHttpResult>> StartAsync(string entity, StartRunBody? body, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!EntityCode.TryParse(entity, out var code))
        {
            return Problems.From(new RepriseException(ErrorCodes.UnknownEntity, "That is no entity code: lower-case letters, digits and single hyphens."));
        }

        if (!TryParseMode(body?.Mode, out var mode))
        {
            return Problems.BadRequest("invalid_mode", "'mode' is one of rehearsal, full, incremental.");
        }

        if (!TryReadKey(request, out var key))
        {
            return BadKey();
        }

        return await Guard.RunAsync<Accepted<StartedRun>>(async () =>
            Accepted(await operations.StartAsync(new RunRequest(code, mode, body?.Plan, "http", key, body?.IgnoreWindow ?? false), cancellationToken)));
    }

    /// <summary><c>GET /api/runs/{id}</c>: the run's document.</summary>
    public Task<Results<Ok<RunDocument>, ProblemHttpResult>> GetAsync(string id, CancellationToken cancellationToken) =>
        Guard.RunAsync<Ok<RunDocument>>(async () => TypedResults.Ok(RunDocument.From(await ledger.SummariseAsync(RunPath.Parse(id), cancellationToken), time.GetUtcNow())));

    /// <summary><c>GET /api/entities/{entity}/runs</c>: newest first, 50 at most.</summary>
    public Task<Results<Ok<IReadOnlyList<ListedRun>>, ProblemHttpResult>> ListAsync(string entity, CancellationToken cancellationToken) =>
        Guard.RunAsync<Ok<IReadOnlyList<ListedRun>>>(async () =>
        {
            if (!EntityCode.TryParse(entity, out var code))
            {
                throw new RepriseException(ErrorCodes.UnknownEntity, "That is no entity code.");
            }

            var runs = await ledger.ListAsync(code, 50, cancellationToken);
            return TypedResults.Ok<IReadOnlyList<ListedRun>>([.. runs.Select(ListedRun.From)]);
        });

    /// <summary><c>POST /api/runs/{id}/resume</c>: 202.</summary>
    public Task<Results<Accepted<StartedRun>, ProblemHttpResult>> ResumeAsync(string id, CancellationToken cancellationToken) =>
        Guard.RunAsync<Accepted<StartedRun>>(async () => Accepted(await operations.ResumeAsync(RunPath.Parse(id), cancellationToken)));

    /// <summary><c>POST /api/runs/{id}/replay</c>: 202 with the place of the replay; 404; 409 when the snapshot is gone or the entity has a run under way; 422 when it lacks what the plan reads.</summary>
    public async Task<Results<Accepted<StartedRun>, ProblemHttpResult>> ReplayAsync(string id, ReplayRunBody? body, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RunMode? mode = body?.Mode is null ? null : TryParseMode(body.Mode, out var asked) ? asked : RunMode.Incremental;
        if (mode == RunMode.Incremental)
        {
            return Problems.BadRequest("invalid_mode", "'mode' is one of rehearsal, full.");
        }

        if (!TryReadKey(request, out var key))
        {
            return BadKey();
        }

        return await Guard.RunAsync<Accepted<StartedRun>>(async () =>
            Accepted(await operations.ReplayAsync(new ReplayRequest(RunPath.Parse(id), mode, body?.Plan, MayBeFile: false, "http", key), cancellationToken)));
    }

    /// <summary><c>GET /api/runs/{id}/difference</c>: what a replay makes otherwise than the run that it plays again; 404 before it is worked out.</summary>
    public Task<Results<Ok<ReplayDifference>, ProblemHttpResult>> DifferenceAsync(string id, CancellationToken cancellationToken) =>
        Guard.RunAsync<Ok<ReplayDifference>>(async () => TypedResults.Ok(
            await differences.FindAsync((await ledger.GetAsync(RunPath.Parse(id), cancellationToken)).Id, cancellationToken)
            ?? throw new RepriseException(ErrorCodes.UnknownRun, $"Run {id} has no difference: it is no replay, or has not come to its gates.")));

    /// <summary><c>POST /api/runs/{id}/approval</c>: 202; 409 unless the run waits or is stopped, or while a failed gate is not waived by name.</summary>
    public async Task<Results<Accepted<StartedRun>, ProblemHttpResult>> ApproveAsync(string id, ApprovalBody? body, CancellationToken cancellationToken)
    {
        if (body is not { By.Length: > 0, Granted: { } granted })
        {
            return Problems.BadRequest("invalid_approval", "The body has 'granted' (true or false), 'by' (who) and, optionally, 'comment' and 'waive' (names of failed gates).");
        }

        return await Guard.RunAsync<Accepted<StartedRun>>(async () => Accepted(await operations.ApproveAsync(RunPath.Parse(id), granted, body.By, body.Comment ?? string.Empty, body.Waive ?? [], cancellationToken)));
    }

    /// <summary><c>GET /api/runs/{id}/report</c>: the HTML report.</summary>
    public async Task<IResult> ReportAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.GetReportAsync(RunPath.Parse(id), "report.html", cancellationToken) is { } content
                ? TypedResults.Bytes(content, "text/html; charset=utf-8")
                : Problems.From(new RepriseException(ErrorCodes.UnknownRun, $"Run {id} has no report yet."));
        }
        catch (RepriseException exception)
        {
            return Problems.From(exception);
        }
    }

    private static Accepted<StartedRun> Accepted(RunRecord run)
    {
        var links = RunLinks.Of(run.Id);
        return TypedResults.Accepted(links.Status, new StartedRun(run.Id.Value, run.Status.ToString().ToLowerInvariant(), links));
    }

    private static bool TryReadKey(HttpRequest request, out string? key)
    {
        var text = request.Headers[IdempotencyHeader].ToString();
        key = text.Length == 0 ? null : text;
        return text.Length <= MaxIdempotencyKeyLength;
    }

    private static ProblemHttpResult BadKey() => Problems.BadRequest("invalid_idempotency_key", $"{IdempotencyHeader} has at most {MaxIdempotencyKeyLength} characters.");

    private static bool TryParseMode(string? text, out RunMode mode)
    {
        mode = RunMode.Full;
        return text is null || (!char.IsAsciiDigit(text.FirstOrDefault()) && Enum.TryParse(text, ignoreCase: true, out mode) && Enum.IsDefined(mode));
    }
}
