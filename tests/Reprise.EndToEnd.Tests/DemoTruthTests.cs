using System.Text.Json.Nodes;
using Npgsql;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>What the demo's generator planted is found, treated as the plans say, and nothing is found that it did not plant.</summary>
public sealed class DemoTruthTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private static readonly string[] Entities = ["national", "ud-75", "ud-69"];

    /// <summary>Source tables of the table plans, by entity.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Sources = new()
    {
        ["national"] = new() { ["organisation"] = "societes", ["person"] = "contacts", ["membership"] = "adhesions", ["contribution"] = "cotisations", ["event"] = "evenements", ["registration"] = "inscriptions", ["former_member"] = "anciens_adherents" },
        ["ud-75"] = new() { ["organisation"] = "llx_societe", ["person"] = "llx_socpeople", ["membership"] = "llx_adherent", ["contribution"] = "llx_subscription", ["event"] = "llx_fedevent_event", ["registration"] = "llx_fedevent_registration" },
        ["ud-69"] = new() { ["organisation"] = "ste", ["person"] = "personnes", ["membership"] = "adherents", ["contribution"] = "cotisations", ["event"] = "manifestations", ["registration"] = "participants" },
    };

    /// <summary>Rules that treat each kind of dirt.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["mojibake"] = "mojibake",
        ["mojibake_twice"] = "mojibake",
        ["siret_lost_zeros"] = "siret",
        ["invalid_email"] = "invalid_email",
        ["overlong_postcode"] = "postal_code",
        ["nul_character"] = "nul_in_text",
    };

    /// <summary>Columns that no plan carries.</summary>
    private static readonly string[] LeftBehind = ["anciens_adherents.ville"];

    [Fact]
    public async Task All_that_was_planted_is_treated_as_the_plans_say_and_nothing_else()
    {
        using var folder = demo.Configure();
        var runs = (await folder.Reprise.RunAsync(["run", .. Entities, "--json"])).Expect(0).Json["runs"]!.AsArray();

        foreach (var run in runs)
        {
            var entity = (string)run!["entity"]!;
            var losses = (await folder.Reprise.RunAsync("losses", (string)run["run"]!, "--unseal-as", "test", "--json")).Expect(0).Json;
            AssertDirt(entity, losses);
            var gates = (await folder.Reprise.RunAsync("gates", (string)run["run"]!, "--json")).Expect(0).Json["gates"]!.AsArray();
            Assert.Equal(9, gates.Count(gate => (string)gate!["verdict"]!["gate"]! is not ("conservation" or "quarantined_percent")));
        }

        await AssertDuplicatesAsync();
    }

    private void AssertDirt(string entity, JsonNode losses)
    {
        var heldBack = losses["quarantine"]!.AsArray().Select(row => (Table: (string)row!["table"]!, Key: Key((string)row["key"]!))).ToHashSet();
        foreach (var rule in Kinds.Values.Distinct())
        {
            foreach (var (table, source) in Sources[entity])
            {
                var planted = Truth("dirt.csv")
                    .Where(line => line[0] == entity && line[1] == source && !LeftBehind.Contains($"{line[1]}.{line[3]}") && Kinds.GetValueOrDefault(line[4]) == rule)
                    .Select(line => line[2])
                    .ToHashSet();
                var found = losses["coercions"]!.AsArray()
                    .Where(entry => (string)entry!["table"]! == table && (string)entry["rule"]! == rule)
                    .SelectMany(entry => entry!["keys"]!.AsArray().Select(key => Key((string)key!)))
                    .ToHashSet();

                Assert.True(found.IsSubsetOf(planted), $"{entity} {table} {rule}: invented {string.Join(' ', found.Except(planted).Take(5))}");
                var missed = planted.Except(found).Where(key => !heldBack.Contains((table, key))).ToList();
                Assert.True(missed.Count == 0, $"{entity} {table} {rule}: missed {string.Join(' ', missed.Take(5))}");
            }
        }
    }

    private async Task AssertDuplicatesAsync()
    {
        var companies = Truth("companies.csv").ToDictionary(line => (line[0], line[2]), line => line[3]);
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        await using var command = target.CreateCommand(
            """
            SELECT entity, source_key, target_id FROM reprise.crosswalk WHERE target_table = 'public.organisation'
            UNION ALL SELECT 'application', id::text, id::text FROM organisation WHERE origin = 'application' AND deleted_at IS NULL
            """);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var records = new List<(string Company, string Record)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            records.Add((companies[(reader.GetString(0), Key(reader.GetString(1)))], reader.GetString(2)));
        }

        var (same, found, both) = (Pairs(records.Select(record => record.Company)), Pairs(records.Select(record => record.Record)), Pairs(records));
        Assert.True(both >= 0.995 * found, $"Of {found} pairs merged {both} are the same company.");
        Assert.True(both >= 0.95 * same, $"Of {same} pairs of the same company {both} were merged.");
    }

    private static long Pairs<T>(IEnumerable<T> groups) => groups.GroupBy(group => group).Sum(group => (long)group.Count() * (group.Count() - 1) / 2);

    private static string Key(string key) => key.Replace('\u001f', '|');

    /// <summary>Lines of a truth file without its header. No value of the columns read here has a comma in it.</summary>
    private IEnumerable<string[]> Truth(string file) =>
        File.ReadLines(Path.Combine(demo.Demo.TruthDirectory, file)).Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length >= 4);
}
