using Npgsql;
using Reprise.EndToEnd.Tests.Operator;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>The demo's databases, and what an undisturbed run makes of one of them: once for all tests that compare with it.</summary>
public sealed class UndisturbedReplica : IAsyncLifetime
{
    private string? _content;

    internal DemoFixture Demo { get; } = new();

    public ValueTask InitializeAsync() => Demo.InitializeAsync();

    public ValueTask DisposeAsync() => Demo.DisposeAsync();

    /// <summary>The replica's content. Tests of a class come one after the other.</summary>
    internal async Task<string> ContentAsync()
    {
        if (_content is null)
        {
            using var folder = ConfigurationFolder.Create(Demo.Demo.Target).WithEntity("undisturbed", Demo.Demo.Sources["national"], "replicate", "schema: undisturbed");
            (await folder.Reprise.RunAsync("run", "undisturbed", "--json")).Expect(0);
            await using var target = NpgsqlDataSource.Create(Demo.TargetAsAdministrator);
            _content = await SchemaContent.ReadAsync(target, "undisturbed");
        }

        return _content;
    }
}
