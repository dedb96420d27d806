using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>A run whose target is not what it should be after publishing fails, keeps its snapshot, and succeeds once somebody has put the target right.</summary>
public sealed class VerificationFailureTests
{
    private static readonly string[] Script =
    [
        "CREATE TABLE adherent (id int PRIMARY KEY, nom varchar(50) NOT NULL, ville varchar(50))",
        "INSERT INTO adherent VALUES (1, 'Anne Secrète', 'Paris'), (2, 'Zoé Discrète', 'Nîmes'), (3, 'Léa Cachée', NULL)",
    ];

    private const string Tables = "CREATE TABLE member (id uuid PRIMARY KEY, legacy int NOT NULL, name text NOT NULL, town text)";

    /// <summary>What an application may have on its tables: it writes the names of towns in capitals, of one member only.</summary>
    private const string Alteration = """
        CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.town := upper(NEW.town); RETURN NEW; END $$;
        CREATE TRIGGER shout BEFORE INSERT OR UPDATE ON member FOR EACH ROW WHEN (NEW.legacy = 2) EXECUTE FUNCTION shout()
        """;

    private const string Plan = """
        plan: members
        tables:
          - table: member
            from: adherent
            to: public.member
            id: { column: id, strategy: uuid }
            columns: { legacy: id, name: nom, town: ville }
        """;

    private static readonly string[] Secrets = ["Secrète", "Discrète", "Cachée", "Nîmes", "NÎMES"];

    [Fact]
    public async Task A_trigger_that_alters_a_cell_fails_the_run_with_its_table_key_and_column_and_without_its_value()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);
        await set.Target.ExecuteAsync(Alteration);

        var failed = (await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(1);

        AssertFailed(failed.Json);
        Assert.Equal(
            "VerifyTable member: Table plan member: 1 difference(s) between public.member and what was expected (town: 1; first of all key 2, town). "
                + "The snapshot is kept. Find out who else writes to public.member, then resume the run.",
            (string)failed.Json["message"]!);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, failed.Output + failed.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_signed_off_and_the_snapshot_stays_until_the_target_is_as_expected()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);
        await set.Target.ExecuteAsync(Alteration);
        var run = (string)(await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(1).Json["run"]!;

        Assert.Empty(await set.ReadAsync("SELECT name FROM reprise.report"));
        var report = await ReportAsync(set, run);
        Assert.Equal(("failed", 1L), ((string)report["run"]!["status"]!, (long)report["verifications"]![0]!["verdict"]!["differences"]!));
        AssertFailed((await set.Folder.Reprise.RunAsync("resume", run, "--json")).Expect(1).Json);

        await set.Target.ExecuteAsync("DROP TRIGGER shout ON member; UPDATE member SET town = 'Nîmes' WHERE legacy = 2");
        var resumed = (await set.Folder.Reprise.RunAsync("resume", run, "--json")).Expect(0).Json;

        Assert.Equal(("succeeded", true), ((string)resumed["status"]!, (bool)resumed["snapshots"]!["purged"]!));
        Assert.Equal(0L, (long)(await ReportAsync(set, run))["verifications"]![0]!["verdict"]!["differences"]!);
        Assert.NotEmpty(await set.ReadAsync("SELECT name FROM reprise.report"));
    }

    [Fact]
    public async Task A_replica_that_somebody_alters_while_it_is_published_fails_its_run()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script);
        await using var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync(
            """
            CREATE FUNCTION interfere() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF to_regclass('sample.adherent') IS NOT NULL THEN
                    UPDATE sample.adherent SET ville = 'Nice' WHERE id IN (2, 3);
                END IF;
            END $$;
            CREATE EVENT TRIGGER interfere ON ddl_command_end WHEN TAG IN ('ALTER SCHEMA') EXECUTE FUNCTION interfere()
            """);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var failed = (await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(1);

        AssertFailed(failed.Json);
        Assert.Contains("2 difference(s) between sample.adherent and what was expected (ville: 2; first of all key 2, ville)", (string)failed.Json["message"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Nice", failed.Output + failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_text_are_masked_in_the_message()
    {
        await using var set = await MappedSample.CreateAsync(
            ["CREATE TABLE adherent (code varchar(20) PRIMARY KEY, nom varchar(50))", "INSERT INTO adherent VALUES ('durand', 'Anne'), ('petit', 'Zoé')"],
            "CREATE TABLE member (id uuid PRIMARY KEY, name text)",
            """
            plan: members
            tables:
              - table: member
                from: adherent
                to: public.member
                id: { column: id, strategy: uuid }
                columns: { name: nom }
            """);
        await set.Target.ExecuteAsync("CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NULL; RETURN NEW; END $$; CREATE TRIGGER lose BEFORE INSERT ON member FOR EACH ROW WHEN (NEW.name = 'Anne') EXECUTE FUNCTION lose()");

        var failed = (await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(1);

        Assert.Contains("(name: 1; first of all key xxxxxx, name)", (string)failed.Json["message"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("durand", failed.Output + failed.Error, StringComparison.Ordinal);
    }

    private static void AssertFailed(JsonNode run)
    {
        Assert.Equal(("failed", "verification_failed"), ((string)run["status"]!, (string)run["code"]!));
        Assert.False((bool)run["snapshots"]!["purged"]!);
    }

    private static async Task<JsonNode> ReportAsync(MappedSample set, string run)
    {
        var folder = Path.Combine(set.Folder.Path, "report", TestServers.UniqueName("now"));
        (await set.Folder.Reprise.RunAsync("report", run, "--output", folder)).Expect(0);
        return JsonNode.Parse(await File.ReadAllTextAsync(Directory.EnumerateFiles(folder, "report.json", SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken))!;
    }
}
