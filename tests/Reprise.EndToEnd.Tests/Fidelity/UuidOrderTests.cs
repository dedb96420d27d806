using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>UUIDs in the order that MySQL itself turns them into, replicated and mapped.</summary>
public sealed class UuidOrderTests
{
    private static readonly string[] Script =
    [
        "CREATE TABLE membre (id int PRIMARY KEY, texte char(36), ref binary(16))",
        "INSERT INTO membre VALUES (1, UUID(), NULL), (2, UUID(), NULL), (3, '123e4567-e89b-12d3-a456-426614174000', NULL), (4, NULL, NULL)",
        "UPDATE membre SET ref = UUID_TO_BIN(texte, 1)",
    ];

    private const string Plan = """
        plan: members
        tables:
          - table: member
            from: membre
            to: public.member
            id: { column: id, strategy: uuid }
            columns: { texte: texte, ref: { from: ref, uuid_order: swapped } }
        """;

    [Fact]
    public async Task A_replicated_UUID_is_the_one_that_MySQL_swapped()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script, SourceServer.MySql);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "types: { membre.ref: uuid-swapped }");

        await RunAsync(folder);

        Assert.Equal(3L, await CountAsync(target, "sample.membre"));
    }

    [Fact]
    public async Task A_mapped_UUID_is_the_one_that_MySQL_swapped()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script, SourceServer.MySql);
        await using var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync("CREATE TABLE member (id uuid PRIMARY KEY, texte text, ref uuid)");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "members").Write("plans/members/plan.yaml", Plan);

        await RunAsync(folder);

        Assert.Equal(3L, await CountAsync(target, "public.member"));
    }

    private static async Task RunAsync(ConfigurationFolder folder)
    {
        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);
    }

    private static async Task<object?> CountAsync(TargetDatabase target, string table)
    {
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var equal = application.CreateCommand($"SELECT count(*) FROM {table} WHERE pg_typeof(ref) = 'uuid'::regtype AND ref::text = texte::text");
        return await equal.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
