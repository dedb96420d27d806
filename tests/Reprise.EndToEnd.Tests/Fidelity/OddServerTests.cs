using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>What a source's server or its administrator set for every session changes no value that arrives, and no row is left behind.</summary>
public sealed class OddServerTests
{
    [Theory]
    [InlineData(SourceServer.MariaDb)]
    [InlineData(SourceServer.MariaDb11)]
    [InlineData(SourceServer.MySql)]
    public async Task Every_type_arrives_the_same_through_a_session_with_odd_settings(SourceServer server)
    {
        await using var sample = await SampleDatabase.CreateAsync(
            [
                .. EveryType.Script(EveryType.Of(server)),
                "CREATE TABLE many (code char(5) PRIMARY KEY, texte varchar(20), moment timestamp NULL, parent char(5), drapeau tinyint(1), KEY (texte), FOREIGN KEY (parent) REFERENCES many (code)) CHARACTER SET utf8mb4",
                "INSERT INTO many VALUES ('a', 'l''été \\\\ \"x\"', '2024-07-14 00:00:00', NULL, 0), ('b', '', NULL, 'a', 1), ('c', 'C', '2024-01-01 00:00:00', 'A', 2), ('d', 'c', NULL, NULL, NULL), ('e', 'x ', NULL, NULL, 1)",
            ],
            server);
        await using var odd = await OddSessions.CreateAsync(sample, TestServers.UniqueName("odd"));
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("plain", sample.Connection, "replicate").WithEntity("odd", odd.Connection, "replicate");
        Assert.Equal("-07:00 2 1", await odd.AskAsync("CONCAT(@@time_zone, ' ', @@sql_select_limit, ' ', @@sql_mode LIKE '%PAD_CHAR_TO_FULL_LENGTH%' AND @@sql_mode LIKE '%NO_BACKSLASH_ESCAPES%')"));

        var plain = (await folder.Reprise.RunAsync("run", "plain", "--json")).Expect(0).Json["rows"]!;
        var through = (await folder.Reprise.RunAsync("run", "odd", "--json")).Expect(0).Json["rows"]!;

        Assert.Equal((9L, plain.ToJsonString()), ((long)through["published"]!, through.ToJsonString()));
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        Assert.Equal(await SchemaContent.ReadAsync(application, "plain"), await SchemaContent.ReadAsync(application, "odd"));
        var verified = (await folder.Reprise.RunAsync("verify", "odd", "--json")).Expect(0).Json;
        Assert.Equal(9L, verified["tables"]!.AsArray().Sum(table => (long)table!["records"]!));
        Assert.Equal(await HazardsAsync(folder, "plain"), await HazardsAsync(folder, "odd"));
    }

    private static async Task<string> HazardsAsync(ConfigurationFolder folder, string entity)
    {
        var inventory = (await folder.Reprise.RunAsync("inventory", entity, "--json")).Expect(0).Json;
        Assert.NotEmpty(inventory["hazards"]!.AsArray());
        return inventory["hazards"]!.ToJsonString() + inventory["findings"]!.ToJsonString();
    }
}
