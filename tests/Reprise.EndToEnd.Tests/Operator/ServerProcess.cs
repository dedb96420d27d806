using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Reprise.EndToEnd.Tests.Operator;

/// <summary>A <c>reprise serve</c> process on a port of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServerProcess(Process process, Task<string> errors, HttpClient client)
    {
        _process = process;
        _errors = errors;
        Client = client;
    }

    public HttpClient Client { get; }

    /// <summary>Starts the process and waits until it says where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(ConfigurationFolder folder)
    {
        var process = folder.Reprise.Start("serve", "--urls", "http://127.0.0.1:0");
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("listening on ", StringComparison.Ordinal))
            {
                return new ServerProcess(process, errors, new HttpClient { BaseAddress = new Uri(line["listening on ".Length..]) });
            }
        }

        throw new InvalidOperationException($"The server did not start: {await errors}");
    }

    public async Task<JsonNode> GetJsonAsync(string path) =>
        (await Client.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    public async Task<HttpResponseMessage> PostAsync<T>(string path, T body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Polls a run's document until it is not running any more.</summary>
    public async Task<JsonNode> FollowAsync(string location)
    {
        while (true)
        {
            var document = await GetJsonAsync(location);
            if ((string)document["status"]! != "running")
            {
                return document;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends the process at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await KillAsync();
        await _errors;
        _process.Dispose();
    }
}
