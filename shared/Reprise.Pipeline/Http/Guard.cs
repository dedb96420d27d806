using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Http;

/// <summary>Turns failures that have a code into problem details; anything else is the host's 500.</summary>
internal static class Guard
{
    public static async Task<Results<TResult, ProblemHttpResult>> RunAsync<TResult>(Func<Task<TResult>> action)
        where TResult : IResult
    {
        try
        {
            return await action();
        }
        catch (RepriseException exception)
        {
            return Problems.From(exception);
        }
    }
}
