using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>References that MySQL and MariaDB hold together by a collation, in a replica that compares text exactly.</summary>
public sealed class RespellingTests
{
    private static readonly string[] Script =
    [
        "CREATE TABLE ville (nom varchar(20) PRIMARY KEY) COLLATE utf8mb4_general_ci",
        "INSERT INTO ville VALUES ('Nîmes'), ('Paris'), ('Évreux  '), ('A Coruña très loin')",
        "CREATE TABLE membre (id int, ville varchar(10), PRIMARY KEY (id, ville), FOREIGN KEY (ville) REFERENCES ville (nom)) COLLATE utf8mb4_general_ci",
        "INSERT INTO membre VALUES (1, 'Nîmes'), (2, 'nimes'), (3, 'NIMES'), (4, 'evreux'), (5, 'PARIS'), (6, 'Paris')",
        "CREATE TABLE groupe (ville varchar(20) PRIMARY KEY, FOREIGN KEY (ville) REFERENCES ville (nom)) COLLATE utf8mb4_general_ci",
        "INSERT INTO groupe VALUES ('PARIS')",
        "CREATE TABLE section (id int PRIMARY KEY, groupe varchar(20), FOREIGN KEY (groupe) REFERENCES groupe (ville)) COLLATE utf8mb4_general_ci",
        "INSERT INTO section VALUES (1, 'paris'), (2, NULL)",
        "CREATE TABLE lien (id int PRIMARY KEY, a varchar(20), b char(20), FOREIGN KEY (a) REFERENCES ville (nom), FOREIGN KEY (b) REFERENCES ville (nom)) COLLATE utf8mb4_general_ci",
        "INSERT INTO lien VALUES (1, 'nîmes', 'pâris')",
        "CREATE TABLE salle (ville varchar(20), numero int, code char(10), PRIMARY KEY (ville, numero, code)) COLLATE utf8mb4_general_ci",
        "INSERT INTO salle VALUES ('Nîmes', 1, 'Été'), ('NIMES', 2, 'ÉTÉ'), ('Paris', 1, 'Été')",
        "CREATE TABLE seance (id int PRIMARY KEY, v varchar(20), n int, c char(10), FOREIGN KEY (v, n, c) REFERENCES salle (ville, numero, code)) COLLATE utf8mb4_general_ci",
        "INSERT INTO seance VALUES (1, 'nimes', 1, 'ete'), (2, 'nimes', 2, 'ete'), (3, 'Paris', 1, 'ÉTÉ'), (4, 'Paris', 1, 'Été'), (5, NULL, 1, 'ete')",
        "CREATE TABLE place (id int PRIMARY KEY, v varchar(20), n int, c char(10), FOREIGN KEY (v) REFERENCES ville (nom), FOREIGN KEY (v, n, c) REFERENCES salle (ville, numero, code)) COLLATE utf8mb4_general_ci",
        "INSERT INTO place VALUES (1, 'Nîmes', 1, 'ete'), (2, 'Paris', 1, 'Été')",
    ];

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task References_take_over_the_spelling_of_what_they_refer_to_and_their_foreign_keys_are_valid(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(Script, from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
        var verified = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json;

        Assert.Equal(0, (long)verified["differences"]!);
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        Assert.Equal(["1 Nîmes", "2 Nîmes", "3 Nîmes", "4 Évreux  ", "5 Paris", "6 Paris"], await QueryAsync(application, "SELECT id || ' ' || ville FROM sample.membre ORDER BY id"));
        Assert.Equal(["Nîmes|Paris"], await QueryAsync(application, "SELECT a || '|' || b FROM sample.lien"));
        Assert.Equal(["PARIS"], await QueryAsync(application, "SELECT groupe FROM sample.section WHERE id = 1"));

        Assert.Equal(["1 Nîmes 1 Été", "2 NIMES 2 ÉTÉ", "3 Paris 1 Été", "4 Paris 1 Été", "5 ∅ 1 ete"], await QueryAsync(application, "SELECT concat_ws(' ', id, coalesce(v, '∅'), n, c) FROM sample.seance ORDER BY id"));
        Assert.Equal(["1 Nîmes Été", "2 Paris Été"], await QueryAsync(application, "SELECT concat_ws(' ', id, v, c) FROM sample.place ORDER BY id"));

        // Others refer to the column of groupe, which keeps its spelling.
        Assert.Equal(
            ["groupe False", "lien True", "lien True", "membre True", "place True", "place True", "seance True", "section True"],
            await QueryAsync(application, "SELECT relname || ' ' || CASE WHEN convalidated THEN 'True' ELSE 'False' END FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE contype = 'f' AND relnamespace = 'sample'::regnamespace ORDER BY 1"));
        var losses = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json["coercions"]!.AsArray();
        Assert.Equal(
            [
                "groupe.ville orphan_foreign_key 1: PARIS",
                "lien.a reference_respelled 1: 1",
                "lien.b reference_respelled 1: 1",
                "membre.ville reference_respelled 4: 2\u001fnimes, 3\u001fNIMES, 4\u001fevreux, 5\u001fPARIS",
                "place.c reference_respelled 1: 1",
                "seance.v, c reference_respelled 3: 1, 2, 3",
                "section.groupe reference_respelled 1: 1",
            ],
            losses.Select(entry => $"{entry!["table"]}.{entry["column"]} {entry["rule"]} {entry["count"]}: {string.Join(", ", entry["keys"]!.AsArray().Select(key => (string)key!).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));
        Assert.Equal(["xxxxx → XXXXX"], losses.Single(entry => (string)entry!["table"]! == "section")!["samples"]!.AsArray().Select(sample => (string)sample!));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, "uuid")]
    [InlineData(SourceServer.MySql, "year")]
    public async Task The_other_columns_of_a_reference_are_of_any_type_that_keeps_its_value(SourceServer from, string own)
    {
        (string Type, string Value)[] others =
        [
            ("date", "'2026-07-14'"), ("datetime(3)", "'2026-03-29 02:30:00.500'"), ("timestamp", "'2026-01-01 00:00:00'"), ("time(6)", "'-25:00:01.5'"), ("decimal(10,2)", "-1.50"), ("binary(4)", "x'00ff0000'"),
            ("bit(9)", "b'100000001'"), ("bigint unsigned", "18446744073709551615"), ("decimal(30,0)", "100"), (own, own == "uuid" ? "'123E4567-e89b-12d3-a456-426614174000'" : "2026"),
        ];
        await using var sample = await SampleDatabase.CreateAsync(
            [.. others.Index().SelectMany(other => new[]
            {
                $"CREATE TABLE p{other.Index} (x {other.Item.Type} NOT NULL, code varchar(10) NOT NULL, PRIMARY KEY (x, code)) COLLATE utf8mb4_general_ci",
                $"INSERT INTO p{other.Index} VALUES ({other.Item.Value}, 'Été'), ({other.Item.Value}, 'Hiver')",
                $"CREATE TABLE c{other.Index} (id int PRIMARY KEY, x {other.Item.Type} NULL, c varchar(10), FOREIGN KEY (x, c) REFERENCES p{other.Index} (x, code)) COLLATE utf8mb4_general_ci",
                $"INSERT INTO c{other.Index} VALUES (1, {other.Item.Value}, 'ete'), (2, {other.Item.Value}, 'Hiver'), (3, NULL, 'ete')",
            })],
            from);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);

        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        for (var i = 0; i < others.Length; i++)
        {
            Assert.Equal([$"{others[i].Type}: 1 Été, 2 Hiver, 3 ete"], await QueryAsync(application, $"SELECT '{others[i].Type}: ' || string_agg(id || ' ' || c, ', ' ORDER BY id) FROM sample.c{i}"));
        }

        Assert.Equal([$"{others.Length}"], await QueryAsync(application, "SELECT count(*)::text FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = 'sample'::regnamespace"));
    }

    [Fact]
    public async Task A_parent_that_was_converted_to_another_collation_lends_no_spelling_and_stops_nothing()
    {
        // MariaDB refuses the conversion, whatever is checked.
        await using var sample = await SampleDatabase.CreateAsync([
            "CREATE TABLE ville (nom varchar(20) PRIMARY KEY) COLLATE utf8mb4_general_ci",
            "INSERT INTO ville VALUES ('Nîmes'), ('Paris')",
            "CREATE TABLE membre (id int PRIMARY KEY, ville varchar(20), FOREIGN KEY (ville) REFERENCES ville (nom)) COLLATE utf8mb4_general_ci",
            "INSERT INTO membre VALUES (1, 'nimes'), (2, 'Paris')",
            "SET foreign_key_checks = 0",
            "ALTER TABLE ville CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
        ], SourceServer.MySql);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);

        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        Assert.Equal(["1 nimes", "2 Paris"], await QueryAsync(application, "SELECT id || ' ' || ville FROM sample.membre ORDER BY id"));
        Assert.Equal(["false"], await QueryAsync(application, "SELECT convalidated::text FROM pg_constraint WHERE contype = 'f' AND conrelid = 'sample.membre'::regclass"));
        var orphan = Assert.Single((await folder.Reprise.RunAsync("losses", run, "--json")).Expect(0).Json["coercions"]!.AsArray())!;
        Assert.Equal(("orphan_foreign_key", 1L), ((string)orphan["rule"]!, (long)orphan["count"]!));
    }

    [Fact]
    public async Task An_altered_spelling_is_found_by_verification()
    {
        await using var sample = await SampleDatabase.CreateAsync(Script);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await QueryAsync(application, "UPDATE sample.lien SET a = 'Paris' RETURNING a");
        await QueryAsync(application, "UPDATE sample.seance SET v = 'NIMES', n = 2, c = 'ÉTÉ' WHERE id = 1 RETURNING v");

        var tables = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json["tables"]!.AsArray();

        Assert.Equal("""{"a":1}""", tables.Single(table => (string)table!["table"]! == "lien")!["cells"]!.ToJsonString());
        Assert.Equal("""{"v":1,"n":1,"c":1}""", tables.Single(table => (string)table!["table"]! == "seance")!["cells"]!.ToJsonString());
        Assert.Equal(["c", "n", "v"], (await folder.Reprise.RunAsync("explain", "sample.seance", "1", "--json")).Expect(0).Json["sources"]![0]!["present"]!["differing"]!.AsArray().Select(column => (string)column!));
        Assert.Equal("equal", (string)(await folder.Reprise.RunAsync("explain", "sample.seance", "2", "--json")).Expect(0).Json["sources"]![0]!["present"]!["state"]!);
    }

    private static async Task<List<string>> QueryAsync(NpgsqlDataSource application, string sql)
    {
        await using var command = application.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
