using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;

namespace Reprise.EndToEnd.Tests.Lineage;

/// <summary>Lineage, gates, losses and rollback over HTTP: the same documents as the command line has.</summary>
public sealed class LineageHttpTests
{
    [Fact]
    public async Task Both_directions_are_answered_as_on_the_command_line_with_values_for_whoever_says_who_and_why()
    {
        await using var sample = await LineageSample.CreateAsync();
        await sample.PublishAsync();
        var id = await sample.ValueAsync("SELECT id::text FROM member WHERE name = 'Jean Dupont'");
        await using var server = await ServerProcess.StartAsync(sample.Set.Folder);

        var record = await server.GetJsonAsync($"/api/lineage/record?table=member&id={id}");
        Assert.Equal((await sample.ExplainAsync("member", id)).ToJsonString(), record.ToJsonString());
        var row = await server.GetJsonAsync($"/api/lineage/row?entity=sample&table=carte&key={Uri.EscapeDataString("a/b é&?")}");
        Assert.Equal((await sample.WhereAsync("sample", "carte", "a/b é&?")).ToJsonString(), row.ToJsonString());
        Assert.Equal("record", (string)(await server.GetJsonAsync("/api/lineage/row?entity=sample&table=visite&key=1&key=2024-05-01"))["places"]![0]!["outcome"]!);

        var clear = await ReadAsync(await server.PostAsync("/api/lineage/record", new { table = "member", id = new[] { id }, access = new { by = "dpo", reason = "demande 12" } }));
        Assert.Equal("Jean Dupont", (string)clear["values"]!["name"]!);
        var clearRow = await ReadAsync(await server.PostAsync("/api/lineage/row", new { entity = "sample", table = "adherent", key = new[] { "1" }, access = new { by = "dpo", reason = "demande 12" } }));
        Assert.Equal("voile", (string)clearRow["places"]![0]!["present"]!["values"]!["hobby"]!);
        Assert.Equal(2, (await sample.Set.ReadAsync("SELECT id::text FROM reprise.audit WHERE action = 'access' AND actor = 'dpo'")).Count);

        foreach (var (path, status, code) in new[]
        {
            ("/api/lineage/record?table=nothing&id=1", 404, "unknown_table"),
            ("/api/lineage/record?table=member&id=1", 404, "unknown_record"),
            ("/api/lineage/record?table=member", 400, "invalid_lineage"),
            ("/api/lineage/row?entity=sample&table=adherent&key=x", 404, "unknown_key"),
            ("/api/lineage/row?entity=nobody&table=adherent&key=1", 404, "unknown_entity"),
        })
        {
            using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((status, code), ((int)response.StatusCode, (string)(await ReadAsync(response))["code"]!));
        }

        var unnamed = await server.PostAsync("/api/lineage/record", new { table = "member", id = new[] { id }, access = new { by = "dpo" } });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_access"), (unnamed.StatusCode, (string)(await ReadAsync(unnamed))["code"]!));
    }

    [Fact]
    public async Task Gates_and_losses_are_shown_and_a_run_is_rolled_back_after_a_dry_run()
    {
        await using var sample = await LineageSample.CreateAsync();
        var run = await sample.PublishOtherAsync();
        await using var server = await ServerProcess.StartAsync(sample.Set.Folder);
        var reprise = sample.Set.Folder.Reprise;

        Assert.Equal((await reprise.RunAsync("gates", run, "--json")).Expect(0).Json.ToJsonString(), (await server.GetJsonAsync($"/api/runs/{run}/gates")).ToJsonString());
        Assert.Equal((await reprise.RunAsync("losses", run, "--table", "member", "--json")).Expect(0).Json.ToJsonString(), (await server.GetJsonAsync($"/api/runs/{run}/losses?table=member")).ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync($"/api/runs/{run}/rollback", new { by = "dba" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("/api/runs/other-20200101000000-aaaa/rollback", new { by = "dba", reason = "x" })).StatusCode);

        var tried = await ReadAsync(await server.PostAsync($"/api/runs/{run}/rollback", new { by = "dba", reason = "mauvais extrait", dryRun = true }));
        Assert.Equal("2", await sample.ValueAsync("SELECT count(*)::text FROM member"));
        var done = await ReadAsync(await server.PostAsync($"/api/runs/{run}/rollback", new { by = "dba", reason = "mauvais extrait" }));

        Assert.Equal(tried["tables"]!.ToJsonString(), done["tables"]!.ToJsonString());
        Assert.Equal((true, false), ((bool)tried["isDryRun"]!, (bool)done["isDryRun"]!));
        Assert.Empty(await sample.Set.ReadAsync("SELECT id FROM member"));
        Assert.True((bool)(await ReadAsync(await server.PostAsync($"/api/runs/{run}/rollback", new { by = "dba", reason = "mauvais extrait" })))["wasDone"]!);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
}
