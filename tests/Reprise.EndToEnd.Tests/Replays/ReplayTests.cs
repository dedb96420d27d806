using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Quarantine;

namespace Reprise.EndToEnd.Tests.Replays;

/// <summary>A run is played again from its snapshot, without its source, with its own plan and with another one.</summary>
public sealed class ReplayTests
{
    private const string Records = "SELECT c::text FROM club c UNION ALL SELECT p::text FROM person p UNION ALL SELECT concat_ws('|', target_table, source_table, source_key, target_id, merged, record_hash) FROM reprise.crosswalk ORDER BY 1";

    [Fact]
    public async Task The_same_plan_over_the_same_snapshot_makes_the_same_target_and_the_snapshot_is_purged_once()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso", "--keep-snapshot", "7");
        var published = await association.QueryAsync(Records);
        (await association.Reprise.RunAsync("rollback", run, "--by", "dba", "--reason", "test")).Expect(0);
        Assert.NotEqual(published, await association.QueryAsync(Records));
        await association.LoseSourceAsync();

        var replay = (await association.Reprise.RunAsync("replay", run, "--json")).Expect(0).Json;

        Assert.Equal(published, await association.QueryAsync(Records));
        Assert.Equal(("full", run), ((string)replay["run"]!["mode"]!, (string)replay["run"]!["replayOf"]!));
        Assert.Equal((run, false), ((string)replay["run"]!["snapshots"]!["of"]!, (bool)replay["run"]!["snapshots"]!["purged"]!));
        var difference = replay["difference"]!;
        Assert.True((bool)difference["samePlan"]!);
        Assert.Equal((1L, 0L, 0L), Changes(difference, "person"));
        Assert.All(difference["quarantine"]!.AsArray(), count => Assert.Equal((long)count!["before"]!, (long)count["after"]!));

        // A replay of the replay, over what is published: nothing is left to do. Giving a replay up leaves the snapshot alone.
        var first = (string)replay["run"]!["run"]!;
        (await association.Reprise.RunAsync("purge", first)).Expect(0);
        var again = (await association.Reprise.RunAsync("replay", first, "--json")).Expect(0).Json;
        Assert.Equal((0L, 2L, 6L), ((long)again["run"]!["rows"]!["published"]!, (long)again["run"]!["rows"]!["unchanged"]!, (long)again["run"]!["rows"]!["quarantined"]!));
        Assert.Equal((0L, 0L, 0L), Changes(again["difference"]!, "person"));
        Assert.Equal(published, await association.QueryAsync(Records));

        Assert.Equal("No snapshot is due.", (await association.Reprise.RunAsync("purge", "--due")).Expect(0).Output.Trim());
        var purged = (await association.Reprise.RunAsync("purge", run, "--json")).Expect(0).Json;
        Assert.True((int)purged["blobsDeleted"]! > 0);
        (await association.Reprise.RunAsync("purge", run)).Expect(0);
        Assert.Equal([run], await association.QueryAsync("SELECT run FROM reprise.purge"));
        Assert.Equal([run], await association.QueryAsync("SELECT run FROM reprise.audit WHERE action = 'purge'"));
        Assert.Equal([run], await association.QueryAsync("SELECT run FROM reprise.data_key WHERE destroyed_at IS NOT NULL"));
        Assert.Contains($"The snapshot of run {run} was purged", (await association.Reprise.RunAsync("replay", first)).Expect(2).Error, StringComparison.Ordinal);
        Assert.True((bool)(await association.Reprise.RunAsync("status", first, "--json")).Expect(0).Json["snapshots"]!["purged"]!);
    }

    [Fact]
    public async Task Another_plan_is_rehearsed_and_what_it_does_otherwise_is_shown_without_values()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso", "--keep-snapshot", "7");
        var published = await association.QueryAsync(Records);
        await association.LoseSourceAsync();
        var wider = association.WritePlan("wider", ("postcode: cp, active", "active"), ("note: note", "note: nom"));
        var narrower = association.WritePlan("narrower", ("to: public.person", "to: public.person\n    where: { column: id, not_in: [1] }"));

        var tried = (await association.Reprise.RunAsync("replay", run, "--plan", wider, "--json")).Expect(0);
        var shown = (await association.Reprise.RunAsync("replay", run, "--plan", narrower)).Expect(0).Output;

        Assert.Equal(published, await association.QueryAsync(Records));
        var difference = tried.Json["difference"]!;
        Assert.Equal(("rehearsal", false), ((string)tried.Json["run"]!["mode"]!, (bool)difference["samePlan"]!));
        Assert.Equal((1L, 0L, 0L), Changes(difference, "club"));
        Assert.Equal((1L, 1L, 0L), Changes(difference, "person"));
        Assert.Equal("""{"note":1}""", Table(difference, "person")["records"]!["columns"]!.ToJsonString());
        Assert.Equal(
            ["changed 1 note", "inserted 4 "],
            Table(difference, "person")["records"]!["samples"]!.AsArray().Select(record => $"{record!["change"]} {record["key"]} {string.Join(',', record["columns"]!.AsArray())}"));
        Assert.Equal((1L, 2L), ((long)Table(difference, "person")["before"]!["published"]!, (long)Table(difference, "person")["after"]!["published"]!));
        Assert.Contains(difference["quarantine"]!.AsArray(), count => ((string)count!["table"]!, (string)count["reason"]!, (long)count["before"]!, (long)count["after"]!) == ("club", "too_long", 1L, 0L));
        Assert.Contains("removed: person", shown, StringComparison.Ordinal);
        Assert.Contains("1 record(s) that this plan does not make stay in the target", shown, StringComparison.Ordinal);
        Assert.All(new[] { tried.Output, tried.Error, shown }, text => Assert.DoesNotContain("Durand", text, StringComparison.Ordinal));

        (await association.Reprise.RunAsync("replay", run, "--plan", wider, "--mode", "full", "--json")).Expect(0);
        Assert.Equal(["Jean Martin", "Zoé Durand"], await association.QueryAsync("SELECT note FROM person ORDER BY 1"));
    }

    [Fact]
    public async Task A_plan_that_reads_what_was_not_extracted_is_refused_with_all_that_is_missing()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso", "--keep-snapshot", "7");
        var plan = association.WritePlan("more", ("note: note", "note: surnom"), ("dues: cotisation", "dues: montant"), ("  - table: person", "  - table: album\n    from: album\n    to: public.club\n    id: { column: id, strategy: uuid }\n    key: [numero]\n    columns: { name: titre }\n  - table: person"));

        var refused = (await association.Reprise.RunAsync("replay", run, "--plan", plan, "--json")).Expect(2);

        var problems = refused.Json["error"]!["problems"]!.AsArray().Where(problem => (string)problem!["code"]! == "not_in_snapshot").Select(problem => (string)problem!["message"]!).ToList();
        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("no table 'album', of which the plan reads numero, titre", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("no column 'surnom'", StringComparison.Ordinal));
        Assert.Equal(2, problems.Count(problem => problem.Contains("'montant'", StringComparison.Ordinal)));
        Assert.Contains("surnom", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Json["error"]!["problems"]!.AsArray(), problem => (string)problem!["code"]! is "unknown_source_table" or "unknown_source_column");
        Assert.Contains("copies every table", (await association.Reprise.RunAsync("replay", run, "--plan", "replicate")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("neither a plan", (await association.Reprise.RunAsync("replay", run, "--plan", "nothing")).Expect(2).Error, StringComparison.Ordinal);
        (await association.Reprise.RunAsync("replay", run, "--mode", "incremental")).Expect(2);
        Assert.Equal(["1"], await association.QueryAsync("SELECT count(*)::text FROM reprise.run"));
    }

    [Fact]
    public async Task Corrections_are_those_that_the_run_followed()
    {
        await using var association = await Association.CreateAsync();
        var run = await association.RunAsync("run", "asso", "--keep-snapshot", "7");
        var clubs = association.File("clubs.csv");
        (await association.Reprise.RunAsync("quarantine", "export", "asso", "--table", "club", "--to", clubs)).Expect(0);
        await File.WriteAllTextAsync(clubs, (await File.ReadAllTextAsync(clubs, TestContext.Current.CancellationToken)).Replace("'01000 CEDEX", "01000", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await association.Reprise.RunAsync("quarantine", "import", clubs)).Expect(0);
        var corrected = (await association.Reprise.RunAsync("run", "asso", "--keep-snapshot", "7", "--mode", "rehearsal", "--json")).Expect(0).Json;
        await association.LoseSourceAsync();

        var before = (await association.Reprise.RunAsync("replay", run, "--json")).Expect(0).Json["run"]!;
        var after = (await association.Reprise.RunAsync("replay", (string)corrected["run"]!, "--json")).Expect(0).Json["run"]!;

        Assert.Equal((0L, 6L), ((long)before["rows"]!["published"]!, (long)before["rows"]!["quarantined"]!));
        Assert.Equal(((long)corrected["rows"]!["published"]!, (long)corrected["rows"]!["quarantined"]!), ((long)after["rows"]!["published"]!, (long)after["rows"]!["quarantined"]!));
        Assert.Equal(["Étoile"], await association.QueryAsync("SELECT name FROM club WHERE name <> 'Les Alouettes'"));
    }

    [Fact]
    public async Task Rows_that_a_newer_run_published_are_not_overwritten_with_older_ones()
    {
        await using var association = await Association.CreateAsync();
        var older = await association.RunAsync("run", "asso", "--keep-snapshot", "7");
        await association.ChangeSourceAsync("UPDATE membre SET note = 'newer' WHERE id = 1");
        var newer = await association.RunAsync("run", "asso");

        var refused = (await association.Reprise.RunAsync("replay", older)).Expect(2);
        var rehearsed = (await association.Reprise.RunAsync("replay", older, "--mode", "rehearsal", "--json")).Expect(0).Json;
        Assert.Equal(["newer"], await association.QueryAsync("SELECT note FROM person"));
        (await association.Reprise.RunAsync("rollback", newer, "--by", "dba", "--reason", "test")).Expect(0);
        var replayed = (await association.Reprise.RunAsync("replay", older, "--json")).Expect(0).Json;

        Assert.Contains($"roll it back first ('reprise rollback {newer}')", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0L, 1L, 0L), Changes(rehearsed["difference"]!, "person"));
        Assert.Equal((0L, 0L, 0L), Changes(replayed["difference"]!, "person"));
        Assert.Equal(["NULL"], await association.QueryAsync("SELECT note FROM person"));
    }

    [Fact]
    public async Task A_snapshot_is_not_purged_while_a_replay_reads_it_and_a_replay_that_was_killed_is_resumed()
    {
        await using var association = await Association.CreateAsync();
        await using var target = association.OpenTarget();
        var run = await association.RunAsync("run", "asso", "--keep-snapshot", "7");
        var published = await association.QueryAsync(Records);
        (await association.Reprise.RunAsync("rollback", run, "--by", "dba", "--reason", "test")).Expect(0);
        await association.LoseSourceAsync();

        string replay;
        await using (var gate = await LedgerGate.CloseAsync(target, "staged_chunk"))
        {
            using var process = association.Reprise.Start("replay", run, "--json");
            await gate.WaitForArrivalAsync();
            replay = await gate.NewestRunAsync();
            Assert.Contains($"is read by its replay {replay}", (await association.Reprise.RunAsync("purge", run)).Expect(2).Error, StringComparison.Ordinal);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (await association.Reprise.RunAsync("resume", replay, "--json")).Expect(0);
        Assert.Equal(published, await association.QueryAsync(Records));
    }

    [Fact]
    public async Task A_run_that_gates_stopped_is_played_again_with_todays_thresholds_and_retention_ends_both_ways()
    {
        await using var association = await Association.CreateAsync();
        var kept = await association.RunAsync("run", "asso", "--mode", "rehearsal", "--keep-snapshot", "1");
        association.ChangeEntity("gates: { quarantined_percent: 1 }");
        var stopped = (string)(await association.Reprise.RunAsync("run", "asso", "--json")).Expect(3).Json["run"]!;
        await association.LoseSourceAsync();

        var replay = (await association.Reprise.RunAsync("replay", stopped, "--json")).Expect(0).Json;

        Assert.Equal("succeeded", (string)replay["run"]!["status"]!);
        Assert.Equal(["Les Alouettes"], await association.QueryAsync("SELECT name FROM club"));
        await association.QueryAsync("UPDATE reprise.run SET ended_at = ended_at - interval '2 days' RETURNING id");
        Assert.Equal($"purged: {kept}", (await association.Reprise.RunAsync("purge", "--due")).Expect(0).Output.Trim());
        await association.QueryAsync("UPDATE reprise.run SET ended_at = ended_at - interval '30 days' RETURNING id");
        Assert.Equal($"purged: {stopped}", (await association.Reprise.RunAsync("purge", "--due")).Expect(0).Output.Trim());
        Assert.Equal("abandoned", (string)(await association.Reprise.RunAsync("status", stopped, "--json")).Expect(0).Json["status"]!);
        Assert.Equal(["retention_ended", "retention_ended"], await association.QueryAsync("SELECT reason FROM reprise.purge WHERE blobs_deleted > 0"));
    }

    private static (long Inserted, long Changed, long Removed) Changes(JsonNode difference, string table) =>
        Table(difference, table)["records"] is { } records ? ((long)records["inserted"]!, (long)records["changed"]!, (long)records["removed"]!) : default;

    private static JsonNode Table(JsonNode difference, string table) => difference["tables"]!.AsArray().Single(entry => (string)entry!["table"]! == table)!;
}
