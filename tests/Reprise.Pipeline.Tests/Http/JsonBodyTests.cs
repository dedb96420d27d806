using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Reprise.Pipeline.Http;

namespace Reprise.Pipeline.Tests.Http;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \r\n")]
    public async Task A_request_without_body_has_none(string content)
    {
        var (body, _) = await ReadAsync(content);

        Assert.Null(body);
    }

    [Fact]
    public async Task A_body_is_read_as_the_document_the_resource_expects()
    {
        var (body, _) = await ReadAsync("""{"mode":"rehearsal","ignoreWindow":true}""");

        Assert.Equal(new StartRunBody("rehearsal", null, true), body);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"mode":7}""")]
    public async Task Anything_else_is_a_bad_request(string content)
    {
        var (_, result) = await ReadAsync(content);

        Assert.Equal(StatusCodes.Status400BadRequest, Assert.IsType<ProblemHttpResult>(result).StatusCode);
    }

    private static async Task<(StartRunBody? Body, IResult Result)> ReadAsync(string content)
    {
        StartRunBody? seen = null;
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var result = await JsonBody.ReadAsync<StartRunBody>(
            context.Request,
            body =>
            {
                seen = body;
                return Task.FromResult<IResult>(TypedResults.Ok());
            },
            TestContext.Current.CancellationToken);
        return (seen, result);
    }
}
