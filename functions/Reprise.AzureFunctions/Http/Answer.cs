using Microsoft.AspNetCore.Http;

namespace Reprise.AzureFunctions.Http;

/// <summary>A result without visible parts: after it was written to the response, the worker also serialises it for the host, and a document or report need not travel twice.</summary>
internal sealed class Answer(IResult result) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => result.ExecuteAsync(httpContext);

    /// <summary>The answer of a resource.</summary>
    public static async Task<IResult> OfAsync<TResult>(Func<Task<TResult>> resource)
        where TResult : IResult => new Answer(await resource());
}
