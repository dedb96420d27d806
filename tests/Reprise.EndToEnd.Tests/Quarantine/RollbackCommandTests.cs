namespace Reprise.EndToEnd.Tests.Quarantine;

/// <summary>A run is undone by the command line.</summary>
public sealed class RollbackCommandTests
{
    private const string Records = "SELECT c::text FROM club c UNION ALL SELECT p::text FROM person p UNION ALL SELECT x::text FROM reprise.crosswalk x ORDER BY 1";

    [Fact]
    public async Task A_dry_run_says_what_happens_and_changes_nothing_and_the_run_before_is_what_is_left()
    {
        await using var association = await Association.CreateAsync();
        await association.RunAsync("run", "asso");
        var before = await association.QueryAsync(Records);
        await association.ChangeSourceAsync("UPDATE membre SET note = 'other' WHERE id = 1");
        await association.ChangeSourceAsync("INSERT INTO membre VALUES (9, 'New', '01000', 1, NULL, '1990-01-01', NULL, 1)");
        var run = await association.RunAsync("run", "asso");
        var loaded = await association.QueryAsync(Records);
        string[] words = ["rollback", run, "--by", "dba", "--reason", "wrong extract", "--json"];

        var tried = (await association.Reprise.RunAsync([.. words, "--dry-run"])).Expect(0).Json;
        Assert.Equal(loaded, await association.QueryAsync(Records));
        var done = (await association.Reprise.RunAsync(words)).Expect(0).Json;
        var repeated = (await association.Reprise.RunAsync(words)).Expect(0).Json;

        Assert.NotEqual(before, loaded);
        Assert.Equal(before, await association.QueryAsync(Records));
        Assert.Equal(tried["tables"]!.ToJsonString(), done["tables"]!.ToJsonString());
        Assert.Equal((1, 1), ((int)done["tables"]![1]!["deleted"]!, (int)done["tables"]![1]!["restored"]!));
        Assert.Empty(done["kept"]!.AsArray());
        Assert.True((bool)repeated["wasDone"]!);
        Assert.Equal("rolledback", (string)(await association.Reprise.RunAsync("status", run, "--json")).Expect(0).Json["status"]!);
        (await association.Reprise.RunAsync("resume", run)).Expect(2);
    }
}
