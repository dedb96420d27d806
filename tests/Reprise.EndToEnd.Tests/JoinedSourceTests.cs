using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>Several source tables that become one record, and attributes in rows that become columns: through the command line, from MariaDB, with verification.</summary>
public sealed class JoinedSourceTests
{
    private static readonly string[] Script =
    [
        "CREATE TABLE societe (rowid int PRIMARY KEY, nom varchar(40), pays char(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci)",
        "CREATE TABLE societe_extra (rowid int PRIMARY KEY, fk_object int NOT NULL UNIQUE, siret varchar(20), nom varchar(40), fk_region int, entree date, actif tinyint(1), montant decimal(8,2), photo varbinary(4), options longtext CHECK (json_valid(options)))",
        "CREATE TABLE region (id int PRIMARY KEY, libelle varchar(40) CHARACTER SET latin1)",
        "CREATE TABLE meta (meta_id bigint unsigned AUTO_INCREMENT PRIMARY KEY, post_id bigint unsigned NOT NULL, meta_key varchar(40) CHARACTER SET latin1, meta_value longtext, KEY (post_id))",
        "INSERT INTO societe VALUES (1, 'Ana', 'FR'), (2, 'Béa', 'FR'), (3, 'Club', 'BE'), (4, 'Dan', NULL), (5, 'Eva', 'FR')",
        """
        INSERT INTO societe_extra VALUES
            (11, 1, '80295478500028', 'autre nom', 7, '2020-05-01', 1, 12.50, x'00ff', '{"a": 1}'),
            (12, 2, NULL, NULL, NULL, '0000-00-00', 0, NULL, NULL, NULL),
            (14, 4, 'x', NULL, 8, NULL, 1, 3, NULL, NULL),
            (15, 5, NULL, NULL, 99, NULL, NULL, 1, NULL, NULL),
            (19, 99, 'orphan', NULL, 7, NULL, NULL, NULL, NULL, NULL)
        """,
        "INSERT INTO region VALUES (7, 'Île-de-France'), (8, 'Bretagne')",
        """
        INSERT INTO meta (post_id, meta_key, meta_value) VALUES
            (1, 'phone', '0199000001'), (1, 'email', 'ana@example.org'), (1, 'colour', 'red'), (1, '_prénom', 'Ana'),
            (2, 'phone', NULL),
            (4, 'phone', '0199000004'), (4, 'email', 'dan@example.org'), (4, 'email', 'dan2@example.org'),
            (5, 'colour', 'blue'), (5, 'colour', 'green')
        """,
    ];

    private const string Plan = """
        plan: members
        ignored: []
        tables:
          - table: organisation
            from: societe
            to: public.organisation
            id: { column: id, strategy: uuid }
            join:
              - { table: societe_extra, as: extra, on: { fk_object: rowid }, missing: quarantine }
              - { table: region, as: region, on: { id: extra.fk_region } }
            pivot:
              - { table: meta, as: m, on: { post_id: rowid }, name: meta_key, value: meta_value }
              - { table: meta, as: last, on: { post_id: rowid }, name: meta_key, value: meta_value, repeated: last }
            columns:
              name: nom
              siret: extra.siret
              other_name: { from: extra.nom, otherwise: "?" }
              region: region.libelle
              joined_on: extra.entree
              active: { from: extra.actif, otherwise: "false" }
              amount: extra.montant
              photo: extra.photo
              options: extra.options
              phone: { from: m.phone, normalise: [phone] }
              email: m.email
              first_name: "m._prénom"
              colour: last.colour
              summary: { sql: "name || ' ' || coalesce(c, '-')", with: { c: region.libelle } }
          - table: foreigner
            from: societe
            to: public.foreigner
            where: [ { column: pays, not_in: [FR] }, { column: extra.montant, at_least: 1 } ]
            id: { column: id, strategy: uuid }
            join: { table: societe_extra, as: extra, on: { fk_object: rowid } }
            columns: { name: nom, amount: extra.montant }
        gates:
          - { gate: amounts, table: organisation, measure: sum, column: amount, by: [region], tolerance: 0 }
        """;

    private const string Tables = """
        CREATE TABLE organisation (id uuid PRIMARY KEY, name text NOT NULL, siret varchar(20), other_name text, region text, joined_on date, active boolean NOT NULL, amount numeric(8,2),
            photo bytea, options jsonb, phone text, email text, first_name text, colour text, summary text);
        CREATE TABLE foreigner (id uuid PRIMARY KEY, name text NOT NULL, amount numeric(8,2))
        """;

    private const string Records = "SELECT name, siret, other_name, region, joined_on::text, active::text, amount::text, encode(photo, 'hex') AS photo, options::text, phone, email, first_name, colour, summary FROM organisation";

    [Fact]
    public async Task Columns_of_other_tables_and_attributes_in_rows_become_one_record_and_every_cell_is_verified()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);

        (await set.Folder.Reprise.RunAsync("check")).Expect(0);
        var run = (string)(await set.Folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        Assert.Equal(
            [
                "name=Ana | siret=80295478500028 | other_name=autre nom | region=Île-de-France | joined_on=2020-05-01 | active=true | amount=12.50 | photo=00ff | options={\"a\": 1} | phone=+33199000001 | email=ana@example.org | first_name=Ana | colour=red | summary=Ana Île-de-France",
                "name=Béa | siret=∅ | other_name=? | region=∅ | joined_on=∅ | active=false | amount=∅ | photo=∅ | options=∅ | phone=∅ | email=∅ | first_name=∅ | colour=∅ | summary=Béa -",
                "name=Eva | siret=∅ | other_name=? | region=∅ | joined_on=∅ | active=false | amount=1.00 | photo=∅ | options=∅ | phone=∅ | email=∅ | first_name=∅ | colour=green | summary=Eva -",
            ],
            await set.ReadAsync(Records));
        Assert.Equal(["name=Dan | amount=3.00"], await set.ReadAsync("SELECT name, amount::text FROM foreigner"));
        var losses = (await set.Folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json;
        Assert.Equal(
            ["3 extra missing_row", "4 m.email repeated_attribute"],
            losses["quarantine"]!.AsArray().Select(row => $"{row!["key"]} {row["column"]} {row["reason"]}").Order(StringComparer.Ordinal));
        Assert.Contains("last.colour repeated_attribute 5", losses["coercions"]!.AsArray().SelectMany(entry => entry!["keys"]!.AsArray().Select(key => $"{entry["column"]} {entry["rule"]} {key}")));

        var equal = (await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json;
        Assert.Equal(0L, (long)equal["differences"]!);
        await set.Target.ExecuteAsync("UPDATE organisation SET region = 'x', email = 'y' WHERE name = 'Ana'");
        var found = (await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json["tables"]!.AsArray();
        Assert.Equal(["email 1", "region 1"], found.SelectMany(table => table!["cells"]!.AsObject().Select(cell => $"{cell.Key} {cell.Value}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_repeat_changes_nothing_and_a_change_of_a_joined_row_changes_its_record_alone()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);
        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);

        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);
        Assert.Equal(["table_plan=foreigner | published=0 | unchanged=1", "table_plan=organisation | published=0 | unchanged=3"], await set.ReadAsync(Figures));

        foreach (var change in new[] { "UPDATE societe_extra SET siret = NULL WHERE fk_object = 1", "INSERT INTO societe_extra (rowid, fk_object) VALUES (13, 3)", "DELETE FROM meta WHERE meta_value = 'dan2@example.org'" })
        {
            await set.Source.ExecuteAsync(change);
        }

        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);
        Assert.Equal(["table_plan=foreigner | published=0 | unchanged=1", "table_plan=organisation | published=3 | unchanged=2"], await set.ReadAsync(Figures));
        Assert.Equal(0L, (long)(await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json["differences"]!);
    }

    [Fact]
    public async Task A_sync_sees_what_changed_in_joined_rows_and_reads_only_rows_held_back_where_nothing_did()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);
        (await set.Folder.Reprise.RunAsync("run", "sample")).Expect(0);

        var idle = (await set.Folder.Reprise.RunAsync("run", "sample", "--mode", "incremental", "--json")).Expect(0).Json;
        var read = idle["sync"]![0]!;
        Assert.Equal(("hash", 2L, (long)read["ranges"]!), ((string)read["method"]!, (long)read["again"]!, (long)read["equalRanges"]!));

        await set.Source.ExecuteAsync("UPDATE region SET libelle = 'Normandie' WHERE id = 7");
        await set.Source.ExecuteAsync("UPDATE meta SET meta_value = '0199000009' WHERE post_id = 1 AND meta_key = 'phone'");
        (await set.Folder.Reprise.RunAsync("run", "sample", "--mode", "incremental")).Expect(0);

        Assert.Equal(["region=Normandie | phone=+33199000009"], await set.ReadAsync("SELECT region, phone FROM organisation WHERE name = 'Ana'"));
        Assert.Equal(0L, (long)(await set.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json["differences"]!);
    }

    [Fact]
    public async Task A_replay_makes_the_same_records_of_joined_rows_without_their_tables()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);
        var run = (string)(await set.Folder.Reprise.RunAsync("run", "sample", "--keep-snapshot", "7", "--json")).Expect(0).Json["run"]!;
        var records = await set.ReadAsync(Records);
        (await set.Folder.Reprise.RunAsync("rollback", run, "--by", "tester", "--reason", "replay")).Expect(0);
        await set.Source.ExecuteAsync("DROP TABLE meta, region, societe_extra, societe");

        (await set.Folder.Reprise.RunAsync("replay", run)).Expect(0);

        Assert.Equal(records, await set.ReadAsync(Records));
    }

    [Fact]
    public async Task What_cannot_be_joined_is_told_with_file_and_line_before_anything_is_read()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan
            .Replace("on: { id: extra.fk_region }", "on: { libelle: extra.siret }", StringComparison.Ordinal)
            .Replace("table: societe_extra, as: extra, on: { fk_object: rowid } }", "table: meta, as: other, on: { post_id: rowid } }", StringComparison.Ordinal));

        var refused = (await set.Folder.Reprise.RunAsync("check")).Expect(2);

        var words = refused.Output + refused.Error;
        Assert.Contains("plans/members/plan.yaml:10", words, StringComparison.Ordinal);
        Assert.Contains("are not compared so that equal means equal", words, StringComparison.Ordinal);
        Assert.Contains("plans/members/plan.yaml:34", words, StringComparison.Ordinal);
        Assert.Contains("nothing keeps several rows of 'meta' from having the same 'post_id'", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inventory_counts_joined_tables_as_read_and_what_their_values_lose()
    {
        await using var set = await MappedSample.CreateAsync(Script, Tables, Plan);

        var inventory = (await set.Folder.Reprise.RunAsync("inventory", "sample", "--json")).Expect(0).Json;

        Assert.DoesNotContain(inventory["findings"]!.AsArray(), finding => (string)finding!["code"]! == "unmapped_table");
        Assert.Contains("societe extra.entree zero_date 1", inventory["hazards"]!.AsArray().Select(hazard => $"{hazard!["table"]} {hazard["column"]} {hazard["code"]} {hazard["rows"]}"));
        Assert.Contains(inventory["tables"]!.AsArray(), table => (string)table!["table"]! == "region" && (string)table["usedBy"]![0]! == "organisation");
    }

    private const string Figures = "SELECT table_plan, published::text, unchanged::text FROM reprise.table_figures WHERE run = (SELECT id FROM reprise.run ORDER BY started_at DESC LIMIT 1)";
}
