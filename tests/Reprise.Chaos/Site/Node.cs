using System.Net.Http.Json;

namespace Reprise.Chaos.Site;

/// <summary>A <c>reprise serve</c> process of a cluster.</summary>
internal sealed class Node : IDisposable
{
    private const string Listening = "listening on ";

    private readonly HttpClient _client;
    private readonly Task<string> _output;

    private Node(RepriseProcess process, HttpClient client)
    {
        Process = process;
        _client = client;
        _output = process.Output.ReadToEndAsync();
    }

    /// <summary>The process.</summary>
    public RepriseProcess Process { get; }

    /// <summary>Waits until the process says where it listens.</summary>
    public static async Task<Node> StartAsync(RepriseProcess process, CancellationToken cancellationToken)
    {
        while (await process.Output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                return new Node(process, new HttpClient { BaseAddress = new Uri(line[Listening.Length..]) });
            }
        }

        throw new InvalidOperationException($"A node did not start: {(await process.EndAsync(cancellationToken)).Text}");
    }

    /// <summary>Starts an entity's run.</summary>
    public async Task BeginAsync(string entity, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri($"/api/entities/{entity}/runs", UriKind.Relative), new { mode = "full" }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits for the end of the process.</summary>
    public async Task<string> EndAsync(CancellationToken cancellationToken) => await _output + (await Process.EndAsync(cancellationToken)).Text;

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        Process.Dispose();
    }
}
