using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>A source of its own, the application's tables and a configuration with the plan <c>members</c> between them; the entity is <c>sample</c>.</summary>
internal sealed class MappedSample(SampleDatabase sample, TargetDatabase target, ConfigurationFolder folder) : IAsyncDisposable
{
    public SampleDatabase Source => sample;

    public TargetDatabase Target => target;

    public ConfigurationFolder Folder => folder;

    /// <param name="script">Statements that make the source.</param>
    /// <param name="tables">Statements that make the application's tables.</param>
    /// <param name="plan">The plan's file.</param>
    /// <param name="server">The source's server.</param>
    public static async Task<MappedSample> CreateAsync(string[] script, string tables, string plan, SourceServer server = SourceServer.MariaDb)
    {
        var sample = await SampleDatabase.CreateAsync(script, server);
        var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync(tables);
        var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "members", "gates: { quarantined_percent: 90 }");
        return new MappedSample(sample, target, folder.Write("plans/members/plan.yaml", plan));
    }

    /// <summary>Rows of the target as an administrator sees them.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using var application = new NpgsqlConnection(target.AsAdministrator);
        await application.OpenAsync(TestContext.Current.CancellationToken);
        return [.. await CellReader.ReadAsync(application, sql)];
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await target.DisposeAsync();
        await sample.DisposeAsync();
    }
}
