using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Lineage;

/// <summary>From a source row to its records, or to the reason why there is none.</summary>
public sealed class WhereTests
{
    [Fact]
    public async Task Every_row_is_a_record_or_has_a_reason()
    {
        await using var sample = await LineageSample.CreateAsync();
        var run = (string)(await sample.Set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(3).Json["run"]!;
        Assert.Equal("public.visit not_published", await sample.OutcomesAsync("sample", "visite", "1,2024-05-01"));

        (await sample.Set.Folder.Reprise.RunAsync("approve", run, "--by", "Mme Noir")).Expect(0);

        Assert.Equal("public.member record; public.phone#first record; public.phone#second record", await sample.OutcomesAsync("sample", "adherent", "1"));
        Assert.Equal("public.member merged; public.phone#first filtered; public.phone#second filtered", await sample.OutcomesAsync("sample", "adherent", "5"));
        Assert.Equal("public.visit record", await sample.OutcomesAsync("sample", "visite", "1", "2024-06-01"));
        Assert.Equal("public.card record", await sample.OutcomesAsync("sample", "carte", "a/b é&?"));
        Assert.Equal("public.card record", await sample.OutcomesAsync("sample", "CARTE", "x,y"));
        Assert.Equal("public.member not_in_source; public.phone#first not_in_source; public.phone#second not_in_source", await sample.OutcomesAsync("sample", "adherent", "77"));
        Assert.Equal(" table_ignored", await sample.OutcomesAsync("sample", "journal", "1"));

        var filtered = (await sample.WhereAsync("sample", "adherent", "3"))["places"]![0]!;
        Assert.Equal(("filtered", "{ column: supprime, in: [0] }"), ((string)filtered["outcome"]!, (string)filtered["present"]!["unmet"]![0]!));
        var held = (await sample.WhereAsync("sample", "adherent", "4"))["places"]![0]!;
        Assert.Equal(("held_back", run, "siret", "invalid_siret", "held"), ((string)held["outcome"]!, (string)held["run"]!, (string)held["held"]![0]!["column"]!, (string)held["held"]![0]!["reason"]!, (string)held["held"]![0]!["state"]!));
        var orphan = (await sample.WhereAsync("sample", "visite", "99", "2024-06-01"))["places"]![0]!;
        Assert.Equal(("held_back", "member_id"), ((string)orphan["outcome"]!, (string)orphan["held"]![0]!["column"]!));
        Assert.Equal("Mme Noir", (string)(await sample.WhereAsync("sample", "adherent", "1"))["runs"]![0]!["approvals"]![0]!["by"]!);

        await sample.ChangeSourceAsync("INSERT INTO adherent VALUES (6, 0, 'Nouveau', NULL, NULL, NULL, NULL, NULL)");
        Assert.StartsWith("public.member not_read", await sample.OutcomesAsync("sample", "adherent", "6"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_masked_unless_somebody_says_who_and_why_and_what_people_and_the_application_did_since_is_told()
    {
        await using var sample = await LineageSample.CreateAsync();
        var run = await sample.PublishAsync();
        var reprise = sample.Set.Folder.Reprise;

        var masked = (await reprise.RunAsync("where", "sample", "adherent", "1", "--json")).Expect(0).Output + (await reprise.RunAsync("where", "sample", "carte", "a/b é&?")).Expect(0).Output;
        Assert.All(["DUPONT", "Dupont", "Gmial", "gmail", "99 00", "voile", "a/b é", "étrange"], value => Assert.DoesNotContain(value, masked, StringComparison.Ordinal));
        var clear = await sample.WhereAsync("sample", "carte", "a/b é&?", "--values", "--as", "dpo", "--reason", "demande 13");
        Assert.Equal(("a/b é&?", "étrange"), ((string)clear["key"]!, (string)clear["places"]![0]!["present"]!["values"]!["libelle"]!));
        Assert.Equal([$"actor=dpo | run={run} | detail=row carte x/x x&?: demande 13"], await sample.Set.ReadAsync("SELECT actor, run, detail FROM reprise.audit WHERE action = 'access'"));

        var file = Path.Combine(sample.Set.Folder.Path, "rejets.csv");
        (await reprise.RunAsync("quarantine", "export", "sample", "--to", file, "--table", "member", "--by", "dpo")).Expect(0);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("1,23E+13", "552 081 317 66522", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await reprise.RunAsync("quarantine", "import", file, "--by", "M. Leroy")).Expect(0);
        var decided = (await sample.WhereAsync("sample", "adherent", "4"))["places"]![0]!;
        Assert.Equal(("held_back", "fixed"), ((string)decided["outcome"]!, (string)decided["held"]![0]!["state"]!));
        var second = await sample.PublishAsync();
        var corrected = (await sample.WhereAsync("sample", "adherent", "4", "--values", "--as", "dpo", "--reason", "demande 14"))["places"]![0]!;
        Assert.Equal(("record", "reinjected", second), ((string)corrected["outcome"]!, (string)corrected["held"]![0]!["state"]!, (string)corrected["held"]![0]!["reinjectedBy"]!));
        Assert.Equal(("M. Leroy", "552 081 317 66522", second), ((string)corrected["corrections"]![0]!["by"]!, (string)corrected["corrections"]![0]!["cells"]!["siret"]!, (string)corrected["corrections"]![0]!["appliedBy"]!));
        var record = (await sample.ExplainAsync("member", (string)corrected["record"]!))["sources"]![0]!;
        Assert.Equal(("equal", "siret"), ((string)record["present"]!["state"]!, Assert.Single(record["corrections"]![0]!["cells"]!.AsObject()).Key));

        await sample.Set.Target.ExecuteAsync("UPDATE card SET label = 'x'; DELETE FROM card WHERE code = 'x,y'");
        Assert.Equal("changed_in_target", (string)(await sample.WhereAsync("sample", "carte", "a/b é&?"))["places"]![0]!["recordState"]!);
        Assert.Equal("public.card deleted_in_target", await sample.OutcomesAsync("sample", "carte", "x,y"));

        var other = await sample.PublishOtherAsync();
        (await reprise.RunAsync("rollback", other, "--by", "dba", "--reason", "mauvais extrait")).Expect(0);
        var undone = await sample.WhereAsync("other", "adherent", "1");
        Assert.Equal(("rolled_back", other), ((string)undone["places"]![0]!["outcome"]!, (string)undone["places"]![0]!["run"]!));
        Assert.Equal("dba", (string)undone["runs"]![0]!["rollbacks"]![0]!["by"]!);
    }

    [Fact]
    public async Task A_replicated_record_leads_to_its_row_and_back_also_by_a_composite_key()
    {
        string[] script =
        [
            "CREATE TABLE club (code varchar(10) PRIMARY KEY, nom varchar(40))",
            "CREATE TABLE saison (club varchar(10), annee int, ouverte date, montant decimal(6,2), PRIMARY KEY (club, annee))",
            "INSERT INTO club VALUES ('A,1', 'Les Voiles')",
            "INSERT INTO saison VALUES ('A,1', 2024, '0000-00-00', 12.50), ('A,1', 2025, '2025-01-01', 3)",
        ];
        await using var source = await SampleDatabase.CreateAsync(script);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", source.Connection, "replicate");
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
        string[] values = ["--values", "--as", "dpo", "--reason", "demande 15", "--json"];

        var record = (await folder.Reprise.RunAsync(["explain", "saison", "A,1", "2024", .. values])).Expect(0).Json;
        var row = record["sources"]![0]!;
        Assert.Equal(("replicated", "A,1,2024", run, "equal"), ((string)record["state"]!, (string)row["key"]!, (string)row["run"]!, (string)row["present"]!["state"]!));
        Assert.Equal(("zero_date", "0000-00-00"), ((string)row["rules"]![2]!["applied"]![0]!, (string)row["rules"]![2]!["before"]!));
        var place = (await folder.Reprise.RunAsync(["where", "sample", "saison", "A,1", "2024", .. values])).Expect(0).Json["places"]![0]!;
        Assert.Equal(("record", "A,1,2024"), ((string)place["outcome"]!, (string)place["record"]!));
        Assert.Equal("not_in_source", (string)(await folder.Reprise.RunAsync("where", "sample", "saison", "A,1", "2026", "--json")).Expect(0).Json["places"]![0]!["outcome"]!);

        await source.ExecuteAsync("UPDATE saison SET montant = 13 WHERE annee = 2024");
        var differs = (await folder.Reprise.RunAsync("explain", "sample.saison", "A,1", "2024", "--json")).Expect(0).Json["sources"]![0]!["present"]!;
        Assert.Equal(("differs", "montant"), ((string)differs["state"]!, (string)differs["differing"]![0]!));
        Assert.Contains("no record with that id", (await folder.Reprise.RunAsync("explain", "sample.club", "B")).Expect(2).Error, StringComparison.Ordinal);
    }
}
