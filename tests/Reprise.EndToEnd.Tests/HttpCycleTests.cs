using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>Start, follow and report a run over HTTP, with a real server process.</summary>
public sealed class HttpCycleTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task A_run_is_started_followed_and_reported_over_http_and_a_second_start_is_refused()
    {
        using var folder = demo.Configure();
        await using var server = await ServerProcess.StartAsync(folder);
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);

        Assert.Equal("healthy", (string)(await server.GetJsonAsync("/api/health"))["status"]!);
        Assert.Equal(3, (await server.GetJsonAsync("/api/entities")).AsArray().Count);

        string location;
        await using (await LedgerGate.CloseAsync(target, "published_lot"))
        {
            var started = await server.PostAsync("/api/entities/ud-75/runs", new { mode = "full" }, idempotencyKey: "first");
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            location = started.Headers.Location!.ToString();
            var run = (string)(await ReadAsync(started))["run"]!;

            var repeated = await server.PostAsync("/api/entities/ud-75/runs", new { mode = "full" }, idempotencyKey: "first");
            Assert.Equal(run, (string)(await ReadAsync(repeated))["run"]!);

            var second = await server.PostAsync("/api/entities/ud-75/runs", new { mode = "full" });
            Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
            Assert.Equal("application/problem+json", second.Content.Headers.ContentType!.MediaType);
            var problem = await ReadAsync(second);
            Assert.Equal(("run_in_progress", run), ((string)problem["code"]!, (string)problem["run"]!));
        }

        var document = await server.FollowAsync(location);
        Assert.Equal("succeeded", (string)document["status"]!);
        Assert.True((bool)document["balanced"]!);
        using var report = await server.Client.GetAsync(new Uri($"{location}/report", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("text/html", report.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Procès-verbal de reprise", await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/entities/nobody/runs", "{}", 404, "unknown_entity")]
    [InlineData("POST", "/api/entities/ud-75/runs", "{\"mode\":\"sideways\"}", 400, "invalid_mode")]
    [InlineData("POST", "/api/entities/ud-75/runs", "{\"plan\":\"nothing\"}", 422, "invalid_configuration")]
    [InlineData("GET", "/api/runs/ud-75-20200101000000-aaaa", null, 404, "unknown_run")]
    [InlineData("GET", "/api/runs/..%2F", null, 404, "unknown_run")]
    [InlineData("POST", "/api/runs/ud-75-20200101000000-aaaa/resume", null, 404, "unknown_run")]
    [InlineData("POST", "/api/runs/ud-75-20200101000000-aaaa/approval", "{}", 400, "invalid_approval")]
    [InlineData("POST", "/api/entities/ud-75/runs", "{\"mode\":", 400, null)]
    public async Task A_bad_request_gets_problem_details_with_a_code(string method, string path, string? body, int status, string? code)
    {
        using var folder = demo.Configure();
        await using var server = await ServerProcess.StartAsync(folder);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        if (code is not null)
        {
            Assert.Equal(code, (string)(await ReadAsync(response))["code"]!);
        }
    }

    [Fact]
    public async Task The_served_openapi_document_is_the_one_in_the_repository()
    {
        using var folder = demo.Configure();
        await using var server = await ServerProcess.StartAsync(folder);

        var served = (await server.Client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd() + "\n";

        var path = Path.Combine(RepositoryRoot.Path, "docs", "api", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, served, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), served);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
}
