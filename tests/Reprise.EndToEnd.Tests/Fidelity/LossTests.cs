using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Nothing is changed or held back without an entry: counted, sampled under a mask, and on demand row by row.</summary>
public sealed class LossTests
{
    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task Keys_of_changed_values_and_rows_held_back_are_kept_sealed_and_shown_on_demand(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(
        [
            "CREATE TABLE membre (code varchar(10) PRIMARY KEY, nom varchar(60), ne_le date, vu_le date NOT NULL, photo varbinary(4))",
            "INSERT INTO membre VALUES ('durand', 'Zoé', '0000-00-00', '2024-01-01', NULL), ('martin', CONCAT('a', CHAR(0 USING utf8mb4)), '1980-00-00', '2024-01-01', NULL), ('petit', 'Léa', '0000-00-00', '0000-00-00', 0x00FF)",
        ], from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "gates: { quarantined_percent: 50 }");
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        var masked = (await folder.Reprise.RunAsync("losses", run, "--json")).Expect(0);
        var shown = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json;

        Assert.All(["durand", "martin", "petit", "Léa"], secret => Assert.DoesNotContain(secret, masked.Output, StringComparison.Ordinal));
        Assert.Equal(
            ["ne_le partial_date 1: martin", "ne_le zero_date 1: durand", "nom nul_in_text 1: martin"],
            shown["coercions"]!.AsArray().Select(entry => $"{entry!["column"]} {entry["rule"]} {entry["count"]}: {string.Join(",", entry["keys"]!.AsArray().Select(key => (string)key!))}"));
        Assert.Equal(["1980-00-00"], shown["coercions"]!.AsArray().Where(entry => entry!["originals"] is not null).SelectMany(entry => entry!["originals"]!.AsArray().Select(original => (string?)original)));
        var held = Assert.Single(shown["quarantine"]!.AsArray())!;
        Assert.Equal(("petit", "vu_le", "zero_date"), ((string)held["key"]!, (string)held["column"]!, (string)held["reason"]!));
        Assert.Equal("""{"code":"petit","nom":"Léa","ne_le":"0000-00-00","vu_le":"0000-00-00","photo":"0x00FF"}""", held["row"]!.ToJsonString(Relaxed));
        await using var ledger = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var audit = ledger.CreateCommand("SELECT string_agg(actor, ',') FROM reprise.audit WHERE action = 'unseal'");
        Assert.Equal("dpo", await audit.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task A_change_made_after_mapping_keeps_the_same_keys_as_one_made_by_it(SourceServer from, TargetServer to)
    {
        string[] types = ["decimal(6,2)", "datetime(3)", "date", "timestamp(2)", "time", "year", "binary(3)", "bit(9)", "tinyint(1)", "bigint unsigned", "varchar(9)", from == SourceServer.MySql ? "varchar(36)" : "uuid", "bit(64)", "binary(16)", "char(36)"];
        string[] one = ["1.50", "'2024-01-02 03:04:05.120'", "'2024-01-02'", "'2024-01-02 03:04:05.10'", "'-25:00:01'", "2024", "0x00FF10", "b'101'", "1", "18446744073709551615", "'né '", "'123e4567-e89b-12d3-a456-426614174000'", "0xFFFFFFFFFFFFFFFF", "0x12D3E89B123E4567A456426614174000", "'123e4567-e89b-12d3-a456-426614174000'"];
        string[] two = ["2", "'2024-01-02 03:04:05'", "'0009-01-02'", "'2024-01-02 03:04:05'", "'25:00:01'", "1999", "0x00FF11", "b'110'", "0", "7", "'b'", "'123e4567-e89b-12d3-a456-426614174001'", "1", "0x12D3E89B123E4567A456426614174001", "'123e4567-e89b-12d3-a456-426614174001'"];
        var columns = types.Select((type, i) => $"k{i} {type} NOT NULL").ToArray();
        await using var sample = await SampleDatabase.CreateAsync(
        [
            "CREATE TABLE ville (id int PRIMARY KEY)",
            $"CREATE TABLE membre ({string.Join(", ", columns)}, ville_id int, ne_le date, PRIMARY KEY ({string.Join(", ", types.Select((_, i) => $"k{i}"))}), FOREIGN KEY (ville_id) REFERENCES ville (id))",
            "SET foreign_key_checks = 0",
            $"INSERT INTO membre VALUES ({string.Join(", ", one)}, 7, '0000-00-00'), ({string.Join(", ", two)}, 8, '0000-00-00')",
        ], from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "types: { membre.k13: uuid-swapped }");
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        var coercions = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json["coercions"]!.AsArray();

        var byRule = coercions.ToDictionary(entry => (string)entry!["rule"]!, entry => entry!["keys"]!.AsArray().Select(key => (string)key!).Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(2, byRule["zero_date"].Length);
        Assert.Equal(byRule["zero_date"], byRule["orphan_foreign_key"]);
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task A_row_that_resolution_holds_back_keeps_what_mapping_made_of_it(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(
        [
            "CREATE TABLE membre (id int PRIMARY KEY, nom varchar(20), parrain int, photo varbinary(4))",
            "INSERT INTO membre VALUES (1, 'Zoé', 99, NULL), (2, 'Zoé', NULL, 0x00FF)",
        ], from);
        await using var target = await TargetDatabase.CreateAsync(to);
        await target.ExecuteAsync("CREATE TABLE person (id uuid PRIMARY KEY, name text UNIQUE, sponsor_id uuid REFERENCES person, photo bytea)");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "people", "gates: { quarantined_percent: 50 }").Write("plans/people/plan.yaml", """
            plan: people
            tables:
              - table: person
                from: membre
                to: public.person
                id: { column: id, strategy: uuid }
                columns: { name: nom, sponsor_id: { reference: person, from: [parrain], missing: "null" }, photo: photo }
            """);
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        var shown = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json;

        var held = Assert.Single(shown["quarantine"]!.AsArray())!;
        Assert.Equal("""{"name":"Zoé","sponsor_id":null,"photo":"0x00ff"}""", held["row"]!.ToJsonString(Relaxed));
        var changed = Assert.Single(shown["coercions"]!.AsArray())!;
        Assert.Equal("""sponsor_id missing_parent ["99 → NULL"] ["1"]""", $"{changed["column"]} {changed["rule"]} {changed["samples"]!.ToJsonString(Relaxed)} {changed["keys"]!.ToJsonString(Relaxed)}");
        Assert.DoesNotContain("Zoé", (await folder.Reprise.RunAsync("losses", run, "--json")).Expect(0).Output, StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
