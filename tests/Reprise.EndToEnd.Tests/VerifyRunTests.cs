using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary><c>reprise verify RUN</c>: the run that is asked for, as long as the target holds its records.</summary>
public sealed class VerifyRunTests
{
    [Fact]
    public async Task A_run_is_verified_by_its_id_until_a_newer_one_has_published()
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE t (id int PRIMARY KEY, v int)", "INSERT INTO t VALUES (1, 10), (2, 20)"]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        var first = await RunAsync(folder);

        var equal = (await folder.Reprise.RunAsync("verify", first, "--json")).Expect(0).Json;
        Assert.Equal((first, 0L), ((string)equal["run"]!, (long)equal["differences"]!));
        await target.ExecuteAsync("UPDATE sample.t SET v = 21 WHERE id = 2");
        var altered = (await folder.Reprise.RunAsync("verify", first, "--json")).Expect(1).Json["tables"]![0]!;
        Assert.Equal(("2", "v"), ((string)altered["samples"]![0]!["key"]!, (string)altered["samples"]![0]!["column"]!));

        var rehearsal = await RunAsync(folder, "--mode", "rehearsal");
        (await folder.Reprise.RunAsync("verify", first)).Expect(1);
        Assert.Contains($"Run {rehearsal} is a rehearsal and has published nothing to verify.", (await folder.Reprise.RunAsync("verify", rehearsal)).Expect(2).Error, StringComparison.Ordinal);

        var second = await RunAsync(folder);
        var refused = (await folder.Reprise.RunAsync("verify", first)).Expect(2);
        Assert.Contains($"Run {second} published after run {first}: the target holds its records. Verify that one, or 'reprise verify sample'.", refused.Error, StringComparison.Ordinal);
        (await folder.Reprise.RunAsync("verify", second)).Expect(0);
    }

    [Fact]
    public async Task A_run_that_failed_its_verification_is_verified_against_its_source_by_run_and_by_entity()
    {
        await using var set = await MappedSample.CreateAsync(
            ["CREATE TABLE adherent (id int PRIMARY KEY, ville varchar(50))", "INSERT INTO adherent VALUES (1, 'Paris'), (2, 'Nîmes')"],
            "CREATE TABLE member (id uuid PRIMARY KEY, town text)",
            """
            plan: members
            tables:
              - table: member
                from: adherent
                to: public.member
                id: { column: id, strategy: uuid }
                columns: { town: ville }
            """);
        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);
        await set.Source.ExecuteAsync("UPDATE adherent SET ville = 'Nice' WHERE id = 1");
        await set.Target.ExecuteAsync("CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.town := upper(NEW.town); RETURN NEW; END $$; CREATE TRIGGER shout BEFORE UPDATE ON member FOR EACH ROW EXECUTE FUNCTION shout()");
        var failed = (string)(await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(1).Json["run"]!;

        var byRun = (await set.Folder.Reprise.RunAsync("verify", failed, "--json")).Expect(1).Json;
        var byEntity = (await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json;

        Assert.All([byRun, byEntity], document => Assert.Equal((failed, 1L, "1"), ((string)document["run"]!, (long)document["differences"]!, (string)document["tables"]![0]!["samples"]![0]!["key"]!)));
    }

    private static async Task<string> RunAsync(ConfigurationFolder folder, params string[] options) =>
        (string)(await folder.Reprise.RunAsync(["run", "sample", .. options, "--json"])).Expect(0).Json["run"]!;
}
