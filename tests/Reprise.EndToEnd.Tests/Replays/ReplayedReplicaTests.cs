using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Quarantine;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Replays;

/// <summary>Replicate runs are played again, and any run over HTTP.</summary>
public sealed class ReplayedReplicaTests
{
    private const string Everything = "SELECT v::text FROM sample.ville v UNION ALL SELECT m::text FROM sample.membre m UNION ALL SELECT conname || convalidated FROM pg_constraint WHERE connamespace = 'sample'::regnamespace ORDER BY 1";

    private static readonly string[] Script =
    [
        "CREATE TABLE ville (nom varchar(20) PRIMARY KEY) COLLATE utf8mb4_general_ci",
        "INSERT INTO ville VALUES ('Nîmes'), ('Paris')",
        "CREATE TABLE membre (id int PRIMARY KEY AUTO_INCREMENT, ref varchar(36) NOT NULL, actif tinyint(1), ville varchar(10), FOREIGN KEY (ville) REFERENCES ville (nom)) COLLATE utf8mb4_general_ci",
        "INSERT INTO membre VALUES (1, '6fa459ea-ee8a-3ca4-894e-db77e160355e', 1, 'nimes'), (2, '16fd2706-8baf-433b-82eb-8c7fada847da', 0, 'PARIS'), (3, '886313e1-3b8a-5372-9b90-0c9aee199e5d', NULL, 'Paris')",
    ];

    [Fact]
    public async Task A_replica_is_made_again_from_its_snapshot_with_spellings_that_only_the_source_could_tell()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--keep-snapshot", "7", "--json")).Expect(0).Json["run"]!;
        var published = await QueryAsync(target, Everything);
        (await folder.Reprise.RunAsync("rollback", run, "--by", "dba", "--reason", "test")).Expect(0);
        Assert.Equal(["0"], await QueryAsync(target, "SELECT count(*)::text FROM pg_namespace WHERE nspname = 'sample'"));
        folder.WithEntity("sample", "Server=127.0.0.1;Port=1;User ID=nobody;Password=none;Database=gone;Connection Timeout=1", "replicate");

        var first = (await folder.Reprise.RunAsync("replay", run, "--json")).Expect(0).Json;
        var content = await QueryAsync(target, Everything);
        var second = (await folder.Reprise.RunAsync("replay", run, "--json")).Expect(0).Json;

        Assert.Contains(published, row => row.Contains("Nîmes", StringComparison.Ordinal));
        Assert.Equal(published, content);
        Assert.Equal(published, await QueryAsync(target, Everything));
        Assert.All(new[] { first, second }, replay => Assert.True((bool)replay["difference"]!["samePlan"]!));
        Assert.All(first["difference"]!["tables"]!.AsArray(), table => Assert.Null(table!["records"]));
    }

    [Fact]
    public async Task A_mapped_plan_is_not_played_over_what_a_replica_read_as_uuids()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script);
        await using var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync("CREATE TABLE member (id uuid PRIMARY KEY, active boolean, city text); CREATE TABLE city (id uuid PRIMARY KEY, name text NOT NULL)");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        folder.Write("plans/members/plan.yaml", """
            plan: members
            tables:
              - table: member
                from: membre
                to: public.member
                id: { column: id, strategy: uuid }
                columns: { active: actif, city: ville }
            """);
        folder.Write("plans/cities/plan.yaml", """
            plan: cities
            tables:
              - table: city
                from: ville
                to: public.city
                id: { column: id, strategy: uuid }
                columns: { name: nom }
            """);
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--keep-snapshot", "7", "--json")).Expect(0).Json["run"]!;

        var refused = (await folder.Reprise.RunAsync("replay", run, "--plan", "members")).Expect(2).Error;
        (await folder.Reprise.RunAsync("replay", run, "--plan", "cities", "--mode", "full")).Expect(0);

        Assert.Contains("membre.ref as UUIDs", refused, StringComparison.Ordinal);
        Assert.Equal(["Nîmes", "Paris"], await QueryAsync(target, "SELECT name FROM city ORDER BY 1"));
    }

    [Fact]
    public async Task A_run_is_played_again_over_http_and_paths_of_plans_are_not_followed()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso", "--keep-snapshot", "7");
        var plan = association.WritePlan("other", ("note: note", "note: nom"));
        await association.LoseSourceAsync();
        await using var server = await association.ServeAsync();

        var started = await server.PostAsync($"/api/runs/{run}/replay", new { mode = "rehearsal" }, idempotencyKey: "once");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var location = started.Headers.Location!.ToString();
        var document = await server.FollowAsync(location);
        var repeated = await server.PostAsync($"/api/runs/{run}/replay", new { mode = "rehearsal" }, idempotencyKey: "once");

        Assert.Equal(("succeeded", run), ((string)document["status"]!, (string)document["replayOf"]!));
        Assert.Equal(location, repeated.Headers.Location!.ToString());
        Assert.True((bool)(await server.GetJsonAsync($"{location}/difference"))["samePlan"]!);
        await RefuseAsync(HttpStatusCode.BadRequest, "invalid_mode", server.PostAsync($"/api/runs/{run}/replay", new { mode = "incremental" }));
        await RefuseAsync(HttpStatusCode.UnprocessableEntity, "invalid_configuration", server.PostAsync($"/api/runs/{run}/replay", new { plan }));
        await RefuseAsync(HttpStatusCode.NotFound, "unknown_run", server.PostAsync("/api/runs/asso-20200101000000-aaaa/replay", new { }));
        await RefuseAsync(HttpStatusCode.NotFound, "unknown_run", server.Client.GetAsync(new Uri($"/api/runs/{run}/difference", UriKind.Relative), TestContext.Current.CancellationToken));
        (await association.Reprise.RunAsync("purge", run)).Expect(0);
        await RefuseAsync(HttpStatusCode.Conflict, "snapshot_gone", server.PostAsync($"/api/runs/{run}/replay", new { mode = "full" }));
    }

    private static async Task RefuseAsync(HttpStatusCode status, string code, Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, (string)(await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["code"]!);
    }

    private static async Task<List<string>> QueryAsync(TargetDatabase target, string sql)
    {
        await using var application = new Npgsql.NpgsqlConnection(target.AsAdministrator);
        await application.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(sql, application);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
