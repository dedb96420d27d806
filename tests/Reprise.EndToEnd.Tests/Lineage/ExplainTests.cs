using System.Text.Json.Nodes;

namespace Reprise.EndToEnd.Tests.Lineage;

/// <summary>From a record to the rows, rules, runs and people behind it.</summary>
public sealed class ExplainTests
{
    private static readonly string[] Personal = ["Dupont", "DUPONT", "gmail", "Gmial", "99 00 12", "voile", "Amélie", "7328"];

    [Fact]
    public async Task A_record_names_its_row_rules_run_and_approver_masked_unless_somebody_says_who_and_why()
    {
        await using var sample = await LineageSample.CreateAsync();
        var run = await sample.PublishAsync();
        var id = await sample.ValueAsync("SELECT id::text FROM member WHERE name = 'Jean Dupont'");

        var masked = (await sample.Set.Folder.Reprise.RunAsync("explain", "public.member", id.ToUpperInvariant(), "--json")).Expect(0);
        var document = masked.Json;
        var text = (await sample.Set.Folder.Reprise.RunAsync("explain", "member", id)).Expect(0).Output;

        Assert.Equal("as_written", (string)document["state"]!);
        var row = Assert.Single(document["sources"]!.AsArray())!;
        Assert.Equal(("sample", "adherent", "1", run, "member", false), ((string)row["entity"]!, (string)row["table"]!, (string)row["key"]!, (string)row["run"]!, (string)row["tablePlan"]!, (bool)row["isMerged"]!));
        Assert.Equal(1, (int)row["snapshot"]!["chunk"]!);
        Assert.NotNull(row["snapshot"]!["purgedAt"]);
        Assert.Equal("equal", (string)row["present"]!["state"]!);
        Assert.Equal(["name name_case", "email email,trim", "phone phone", "siret "], Applied(row, "applied"));
        Assert.Equal(Applied(row, "applied"), Applied(row, "appliesNow"));
        Assert.Equal("{ from: mel, normalise: [trim, email] }", (string)Rule(row, "email")["rule"]!);
        Assert.Equal("Xxxx Xxxxxx", (string)Rule(row, "name")["value"]!);
        Assert.Equal("inserted", (string)Assert.Single(document["changes"]!.AsArray())!["action"]!);
        var facts = Assert.Single(document["runs"]!.AsArray())!;
        Assert.Equal(("Mme Noir", "relu", "succeeded"), ((string)facts["approvals"]![0]!["by"]!, (string)facts["approvals"]![0]!["comment"]!, (string)facts["status"]!));
        Assert.All(Personal, value => Assert.DoesNotContain(value, masked.Output + text, StringComparison.Ordinal));
        Assert.Contains("approved by Mme Noir", text, StringComparison.Ordinal);

        (await sample.Set.Folder.Reprise.RunAsync("explain", "member", id, "--values")).Expect(2);
        Assert.Empty(await sample.Set.ReadAsync("SELECT actor FROM reprise.audit WHERE action = 'access'"));
        var clear = await sample.ExplainAsync("member", id, "--values", "--as", "dpo", "--reason", "demande 12");
        var open = clear["sources"]![0]!;
        Assert.Equal(("JEAN DUPONT", "Jean Dupont", "Jean Dupont"), ((string)Rule(open, "name")["before"]!, (string)Rule(open, "name")["after"]!, (string)Rule(open, "name")["value"]!));
        Assert.Equal("voile", (string)open["present"]!["values"]!["hobby"]!);
        Assert.Equal([$"actor=dpo | run={run} | detail=record public.member {id}: demande 12"], await sample.Set.ReadAsync("SELECT actor, run, detail FROM reprise.audit WHERE action = 'access'"));
    }

    [Fact]
    public async Task Rows_merged_within_and_between_entities_are_named_with_the_reason_and_filled_cells_with_the_row_they_are_from()
    {
        await using var sample = await LineageSample.CreateAsync();
        await sample.PublishAsync();
        await sample.PublishOtherAsync();

        var member = await sample.ExplainAsync("member", await sample.ValueAsync("SELECT id::text FROM member WHERE siret = '73282932000074'"));
        Assert.Equal(
            ["sample 2 ", "other 2 equal_key siret", "other 5 equal_key siret", "sample 5 equal_key siret"],
            member["sources"]!.AsArray().Select(row => $"{row!["entity"]} {row["key"]} {row["merge"]?["by"]} {row["merge"]?["columns"]![0]}".TrimEnd() + (row["merge"] is null ? " " : string.Empty)));
        Assert.Equal(["equal", "merged", "merged", "merged"], member["sources"]!.AsArray().Select(row => (string)row!["present"]!["state"]!));
        Assert.Equal(2, member["runs"]!.AsArray().Count);

        var organisation = await sample.ExplainAsync("organisation", "1");
        var rows = organisation["sources"]!.AsArray().Where(row => (string)row!["entity"]! == "sample").ToList();
        Assert.Equal(("phone", "2"), ((string)rows[0]!["fills"]![0]!["column"]!, (string)rows[0]!["fills"]![0]!["fromKey"]!));
        Assert.Equal("equal", (string)rows[0]!["present"]!["state"]!);
        Assert.Equal(("duplicates", "1"), ((string)rows[1]!["merge"]!["by"]!, (string)rows[1]!["merge"]!["with"]!));
        Assert.NotEmpty(rows[1]!["merge"]!["weights"]!.AsArray());
    }

    [Fact]
    public async Task What_runs_and_the_application_changed_since_is_told_and_a_record_that_was_deleted_or_rolled_back_is_remembered()
    {
        await using var sample = await LineageSample.CreateAsync();
        var first = await sample.PublishAsync();
        var id = await sample.ValueAsync("SELECT id::text FROM member WHERE name = 'Jean Dupont'");
        await sample.ChangeSourceAsync("UPDATE adherent SET nom = 'JEAN DURAND' WHERE id = 1");
        Assert.Equal("differs: name", Present((await sample.ExplainAsync("member", id))["sources"]![0]!));
        var second = await sample.PublishAsync();

        var changed = await sample.ExplainAsync("member", id, "--values", "--as", "dpo", "--reason", "demande 12");
        Assert.Equal([$"inserted {first}: ", $"changed {second}: name Jean Dupont -> Jean Durand"], Changes(changed));
        Assert.Equal((second, "equal"), ((string)changed["sources"]![0]!["run"]!, Present(changed["sources"]![0]!)));

        await sample.Set.Target.ExecuteAsync("UPDATE member SET email = 'autre@exemple.example' WHERE name = 'Jean Durand'");
        var edited = await sample.ExplainAsync("member", id);
        Assert.Equal(("changed_in_target", "differs: email"), ((string)edited["state"]!, Present(edited["sources"]![0]!)));

        await sample.Set.Target.ExecuteAsync("DELETE FROM visit; DELETE FROM member WHERE name = 'Jean Durand'");
        Assert.Equal("deleted_in_target", (string)(await sample.ExplainAsync("member", id))["state"]!);

        var other = await sample.PublishOtherAsync();
        var phone = await sample.ValueAsync($"SELECT target_id FROM reprise.crosswalk WHERE entity = 'other' AND source_table = 'adherent#second'");
        (await sample.Set.Folder.Reprise.RunAsync("rollback", other, "--by", "dba", "--reason", "mauvais extrait")).Expect(0);
        var undone = await sample.ExplainAsync("phone", phone);
        Assert.Equal("rolled_back", (string)undone["state"]!);
        Assert.Equal("dba", (string)undone["runs"]![0]!["rollbacks"]![0]!["by"]!);
        Assert.NotNull(undone["changes"]![0]!["rolledBackAt"]);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_with_what_would_be_right()
    {
        await using var sample = await LineageSample.CreateAsync();
        await sample.PublishAsync();

        foreach (var (words, said) in new (string[] Words, string Said)[]
        {
            (["explain", "nothing", "1"], "no table 'nothing'"),
            (["explain", "card", "1"], "other_app.card, public.card"),
            (["explain", "member", "12"], "id is of type uuid"),
            (["explain", "organisation", "1", "2"], "The primary key of public.organisation has the columns id"),
            (["explain", "organisation", "999"], "No run of Reprise wrote"),
            (["where", "sample", "nothing", "1"], "reads adherent, carte, societe, visite"),
            (["where", "sample", "adherent", "x"], "the column id of adherent is int"),
            (["where", "sample", "visite", "1"], "the columns adherent_id, jour"),
            (["where", "other", "adherent", "1"], "No run of other was planned yet"),
            (["where", "nobody", "adherent", "1"], "No entity 'nobody'"),
        })
        {
            Assert.Contains(said, (await sample.Set.Folder.Reprise.RunAsync(words)).Expect(2).Error, StringComparison.Ordinal);
        }
    }

    private static JsonNode Rule(JsonNode row, string column) => row["rules"]!.AsArray().Single(rule => (string)rule!["column"]! == column)!;

    private static IEnumerable<string> Applied(JsonNode row, string when) =>
        row["rules"]!.AsArray().Select(rule => $"{rule!["column"]} {string.Join(',', rule[when]!.AsArray().Select(name => (string)name!))}");

    private static string Present(JsonNode row) => string.Join(": ", new[] { (string)row["present"]!["state"]!, string.Join(',', row["present"]!["differing"]!.AsArray().Select(name => (string)name!)) }.Where(word => word.Length > 0));

    private static IEnumerable<string> Changes(JsonNode document) => document["changes"]!.AsArray().Select(change =>
        $"{change!["action"]} {change["run"]}: {string.Join(", ", change["columns"]!.AsArray().Select(column => $"{column!["column"]} {column["before"]} -> {column["after"]}"))}");
}
