using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Http;

/// <summary>Failures as RFC 9457 problem details with a stable <c>code</c>.</summary>
public static class Problems
{
    /// <summary>The problem details of a failure.</summary>
    public static ProblemHttpResult From(RepriseException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = exception.Code };
        if (!exception.Problems.IsEmpty)
        {
            extensions["problems"] = exception.Problems.Select(problem => new { problem.Code, problem.Message, problem.Remedy, problem.File, problem.Line });
        }

        if (exception is RunInProgressException inProgress)
        {
            extensions["run"] = inProgress.Run.Value;
        }

        var status = Status(exception);
        return TypedResults.Problem(exception.Message, statusCode: status, title: Title(status), type: $"urn:reprise:problem:{exception.Code}", extensions: extensions);
    }

    /// <summary>The problem details of a request that is not understood.</summary>
    public static ProblemHttpResult BadRequest(string code, string message) => TypedResults.Problem(
        message,
        statusCode: StatusCodes.Status400BadRequest,
        title: Title(StatusCodes.Status400BadRequest),
        type: $"urn:reprise:problem:{code}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code });

    private static int Status(RepriseException exception) => exception.Code switch
    {
        ErrorCodes.UnknownEntity or ErrorCodes.UnknownRun or ErrorCodes.UnknownTable or ErrorCodes.UnknownRecord or ErrorCodes.UnknownKey => StatusCodes.Status404NotFound,
        ErrorCodes.RunInProgress or ErrorCodes.WrongStatus or ErrorCodes.GatesNotWaived or ErrorCodes.RollbackRefused or ErrorCodes.SnapshotGone or ErrorCodes.OutsideWindow => StatusCodes.Status409Conflict,
        ErrorCodes.InvalidConfiguration => StatusCodes.Status422UnprocessableEntity,
        _ when exception.IsTransient => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request is not understood",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Not possible now",
        StatusCodes.Status422UnprocessableEntity => "The configuration has problems",
        StatusCodes.Status503ServiceUnavailable => "A server cannot be reached",
        _ => "Failed",
    };
}
