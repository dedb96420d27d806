using Npgsql;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>Dirty rows through normalisers, value maps and a row filter: what arrives, what is counted, what is held back, and that verification holds all of it to account.</summary>
public sealed class MappedRulesTests
{
    private static readonly string[] Script =
    [
        """
        CREATE TABLE adherent (id int PRIMARY KEY, supprime tinyint(1), cree_le date, nom varchar(60), mel varchar(80), tel varchar(30), siret varchar(20), cp int, forme varchar(20), montant varchar(20), naissance varchar(40))
        """,
        """
        INSERT INTO adherent VALUES
            (1, 0, '2020-01-01', 'JEAN-PAUL D''ORMESSON', ' Anne@Gmial.COM ', '01 99 00 12 34', '732 829 320 00074', 1000, 'S.A.R.L.', '1 234,56 €', '1er janvier 1980'),
            (2, 0, '2020-01-01', 'AmÃ©lie &amp; LÃ©a', 'amelie@exemple.example', '+33199001235', NULL, 75001, 'SARL', '12', '1980-02-03'),
            (3, 0, '2020-01-01', 'Zoé', 'pas une adresse', NULL, '73282932000074', 97400, 'asso', NULL, NULL),
            (4, 0, '2020-01-01', 'Léa', '', '06 39 98 12 34', '1,23E+13', 69001, 'N/C', '0,50', NULL),
            (5, 0, '2020-01-01', 'Éric', NULL, NULL, NULL, 69002, 'SA', '1', NULL),
            (6, 1, '2020-01-01', 'Supprimé', NULL, NULL, '1', 1, '?', '?', '?'),
            (7, NULL, '2020-01-01', 'Sans avis', NULL, NULL, '1', 1, '?', '?', '?'),
            (8, 0, '0000-00-00', 'Sans date', NULL, NULL, '1', 1, '?', '?', '?'),
            (9, 0, '1999-12-31', 'Ancien', NULL, NULL, '1', 1, '?', '?', '?')
        """,
    ];

    private const string Plan = """
        plan: members
        tables:
          - table: member
            from: adherent
            to: public.member
            where:
              - { column: supprime, in: [0] }
              - { column: cree_le, at_least: 2000-01-01 }
            id: { column: id, strategy: uuid }
            columns:
              legacy: id
              name: { from: nom, normalise: [mojibake, html_entities, name_case] }
              email: { from: mel, normalise: [trim, email], invalid: "null", blank_as_null: true }
              phone: { from: tel, normalise: phone }
              siret: { from: siret, normalise: siret }
              postcode: { from: cp, normalise: postal_code }
              legal_form: { from: forme, map: { SARL: sarl, "S.A.R.L.": sarl, asso: association, "N/C": null } }
              amount: { from: montant, normalise: amount }
              born: { from: naissance, normalise: french_date }
        """;

    private const string Table = """
        CREATE TABLE member (id uuid PRIMARY KEY, legacy int NOT NULL, name text NOT NULL, email text, phone text, siret char(14), postcode char(5), legal_form text, amount numeric(10, 2), born date)
        """;

    [Fact]
    public async Task Dirty_rows_arrive_clean_or_are_accounted_for_and_an_altered_cell_is_found()
    {
        await using var set = await MappedSample.CreateAsync(Script, Table, Plan);

        var run = (string)(await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        await using var application = new NpgsqlConnection(set.Target.AsAdministrator);
        await application.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "legacy=1 | name=Jean-Paul d'Ormesson | email=Anne@gmail.com | phone=+33199001234 | siret=73282932000074 | postcode=01000 | legal_form=sarl | amount=1234.56 | born=1980-01-01",
                "legacy=2 | name=Amélie & Léa | email=amelie@exemple.example | phone=+33199001235 | siret=∅ | postcode=75001 | legal_form=sarl | amount=12.00 | born=1980-02-03",
                "legacy=3 | name=Zoé | email=∅ | phone=∅ | siret=73282932000074 | postcode=97400 | legal_form=association | amount=∅ | born=∅",
            ],
            await CellReader.ReadAsync(application, "SELECT legacy::text, name, email, phone, siret, postcode, legal_form, amount::text, born::text FROM member"));

        var losses = (await set.Folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json;
        Assert.Equal(
            [
                "amount amount 1: 1", "born french_date 1: 1", "email email 1: 1", "email invalid_email 1: 3", "email trim 1: 1", "legal_form map 3: ", "name html_entities 1: 2",
                "name mojibake 1: 2", "name name_case 1: 1", "phone phone 1: 1", "postcode postal_code 1: 1", "siret siret 1: 1",
            ],
            losses["coercions"]!.AsArray().Select(entry => $"{entry!["column"]} {entry["rule"]} {entry["count"]}: {string.Join(",", entry["keys"]!.AsArray().Select(key => (string)key!))}"));
        Assert.Equal(
            ["4 siret invalid_siret", "5 legal_form unknown_value"],
            losses["quarantine"]!.AsArray().Select(row => $"{row!["key"]} {row["column"]} {row["reason"]}").Order(StringComparer.Ordinal));
        await AssertFiguresAsync(set, "read=9 published=3 quarantined=2 filtered=4");

        (await set.Folder.Reprise.RunAsync("report", run, "--output", set.Folder.Path)).Expect(0);
        var report = await File.ReadAllTextAsync(Directory.EnumerateFiles(set.Folder.Path, "report.html", SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken);
        Assert.All(["numéro SIRET : valeur invalide", "texte mal décodé, réparé", "valeur inconnue de la table de valeurs du plan"], words => Assert.Contains(words, System.Net.WebUtility.HtmlDecode(report), StringComparison.Ordinal));
        Assert.DoesNotContain("Amélie", report, StringComparison.Ordinal);

        var equal = (await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json;
        Assert.Equal((0L, 3L), ((long)equal["differences"]!, (long)equal["tables"]![0]!["records"]!));
        await set.Target.ExecuteAsync("UPDATE member SET name = 'Jean-Paul D''Ormesson' WHERE legacy = 1");
        var found = (await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json["tables"]![0]!;
        Assert.Equal("name 1", string.Join(",", found["cells"]!.AsObject().Select(cell => $"{cell.Key} {cell.Value}")));
    }

    [Fact]
    public async Task A_repeat_changes_nothing_and_a_row_that_is_filtered_since_keeps_its_record()
    {
        await using var set = await MappedSample.CreateAsync(Script, Table, Plan);
        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);

        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);
        await AssertFiguresAsync(set, "read=9 published=0 quarantined=2 filtered=4");
        set.Folder.Write("plans/members/plan.yaml", Plan.Replace("at_least: 2000-01-01", "at_least: 2021-01-01", StringComparison.Ordinal));
        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);
        await AssertFiguresAsync(set, "read=9 published=0 quarantined=0 filtered=9");

        (await set.Folder.Reprise.RunAsync("verify", "sample")).Expect(0);
    }

    [Fact]
    public async Task A_record_of_a_filtered_row_is_unexpected()
    {
        await using var set = await MappedSample.CreateAsync(Script, Table, Plan);
        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);
        await set.Target.ExecuteAsync(
            """
            INSERT INTO member (id, legacy, name) VALUES ('00000000-0000-0000-0000-000000000006', 6, 'Supprimé');
            INSERT INTO reprise.crosswalk (entity, target_table, source_table, source_key, target_id, merged, run)
            SELECT entity, target_table, source_table, '6', '00000000-0000-0000-0000-000000000006', false, run FROM reprise.crosswalk WHERE source_key = '1'
            """);

        var found = (await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json["tables"]![0]!;

        Assert.Equal((1, "6"), ((int)found["unexpected"]!, (string)found["samples"]![0]!["key"]!));
    }

    [Fact]
    public async Task Two_table_plans_share_the_rows_of_one_table()
    {
        const string Shared = """
            plan: members
            tables:
              - table: paying
                from: adherent
                to: public.member
                where: { column: montant, not_null: true }
                id: { column: id, strategy: uuid }
                columns: { legacy: id, name: nom }
              - table: others
                from: adherent
                to: public.member
                where: { column: montant, is_null: true }
                id: { column: id, strategy: uuid }
                columns: { legacy: id, name: { from: nom, normalise: [trim], map: { Zoé: Zoë } } }
            """;
        await using var set = await MappedSample.CreateAsync(Script, Table, Shared);

        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);

        (await set.Folder.Reprise.RunAsync("verify", "sample")).Expect(0);
        await using var application = new NpgsqlConnection(set.Target.AsAdministrator);
        await application.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["count=9 | zoe=1"], await CellReader.ReadAsync(application, "SELECT count(*)::text AS count, (count(*) FILTER (WHERE name = 'Zoë'))::text AS zoe FROM member"));
    }

    [Fact]
    public async Task Inventory_counts_before_anything_is_copied_what_the_rules_will_do()
    {
        await using var set = await MappedSample.CreateAsync(Script, Table, Plan);

        var hazards = (await set.Folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json["hazards"]!.AsArray();

        var found = hazards.Select(hazard => $"{hazard!["column"]} {hazard["code"]} {hazard["rows"]} {hazard["proposal"]}").ToList();
        Assert.Contains("nom name_case 1 Normalise", found, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("mel invalid_email 1 Null", found, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("siret invalid_siret 1 Quarantine", found, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("forme map 3 Normalise", found, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_plan_with_rules_that_cannot_be_is_refused_with_every_fault()
    {
        await using var set = await MappedSample.CreateAsync(Script, Table, Plan
            .Replace("supprime, in", "suprime, in", StringComparison.Ordinal)
            .Replace("at_least: 2000-01-01", "at_least: hier", StringComparison.Ordinal)
            .Replace("normalise: amount }", "map: { gratuit: rien } }", StringComparison.Ordinal));

        var refused = (await set.Folder.Reprise.RunAsync("check")).Expect(2);

        var words = refused.Output + refused.Error;
        Assert.Contains("Did you mean 'supprime'?", words, StringComparison.Ordinal);
        Assert.Contains("impossible_condition", words, StringComparison.Ordinal);
        Assert.Contains("invalid_constant", words, StringComparison.Ordinal);
    }

    private static async Task AssertFiguresAsync(MappedSample set, string expected)
    {
        await using var ledger = new NpgsqlConnection(set.Target.AsAdministrator);
        await ledger.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            SELECT format('read=%s published=%s quarantined=%s filtered=%s', read, published, quarantined, filtered)
            FROM reprise.table_figures WHERE run = (SELECT id FROM reprise.run ORDER BY started_at DESC LIMIT 1)
            """,
            ledger);
        Assert.Equal(expected, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
