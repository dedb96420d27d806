using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reprise.Pipeline.Operations;

namespace Reprise.Pipeline.Http;

/// <summary>Request bodies for hosts that do not bind them: absent is null, anything else is the JSON document that the resource expects, or 400.</summary>
public static class JsonBody
{
    /// <summary>Reads the body and answers with <paramref name="answer"/>.</summary>
    public static async Task<IResult> ReadAsync<TBody>(HttpRequest request, Func<TBody?, Task<IResult>> answer, CancellationToken cancellationToken)
        where TBody : class
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        TBody? body;
        try
        {
            using var reader = new StreamReader(request.Body, leaveOpen: true);
            var text = await reader.ReadToEndAsync(cancellationToken);
            body = string.IsNullOrWhiteSpace(text) ? null : JsonSerializer.Deserialize<TBody>(text, RepriseJson.Options);
        }
        catch (JsonException)
        {
            return Problems.BadRequest("invalid_body", "The body is no JSON document of the form that docs/api/openapi.json gives.");
        }

        return await answer(body);
    }
}
