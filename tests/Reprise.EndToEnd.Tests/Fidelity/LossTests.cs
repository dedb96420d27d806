using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Nothing is changed or held back without an entry: counted, sampled under a mask, and on demand row by row.</summary>
public sealed class LossTests
{
    [Fact]
    public async Task Keys_of_changed_values_and_rows_held_back_are_kept_sealed_and_shown_on_demand()
    {
        await using var sample = await SampleDatabase.CreateAsync([
            "CREATE TABLE membre (code varchar(10) PRIMARY KEY, nom varchar(60), ne_le date, vu_le date NOT NULL, photo varbinary(4))",
            "INSERT INTO membre VALUES ('durand', 'Zoé', '0000-00-00', '2024-01-01', NULL), ('martin', CONCAT('a', CHAR(0 USING utf8mb4)), '1980-00-00', '2024-01-01', NULL), ('petit', 'Léa', '0000-00-00', '0000-00-00', 0x00FF)",
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "gates: { quarantined_percent: 50 }");
        var run = (string)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["run"]!;

        var masked = (await folder.Reprise.RunAsync("losses", run, "--json")).Expect(0);
        var shown = (await folder.Reprise.RunAsync("losses", run, "--unseal-as", "dpo", "--json")).Expect(0).Json;

        Assert.All(["durand", "martin", "petit", "Léa"], secret => Assert.DoesNotContain(secret, masked.Output, StringComparison.Ordinal));
        Assert.Equal(
            ["ne_le partial_date 1: martin", "ne_le zero_date 1: durand", "nom nul_in_text 1: martin"],
            shown["coercions"]!.AsArray().Select(entry => $"{entry!["column"]} {entry["rule"]} {entry["count"]}: {string.Join(",", entry["keys"]!.AsArray().Select(key => (string)key!))}"));
        var held = Assert.Single(shown["quarantine"]!.AsArray())!;
        Assert.Equal(("petit", "vu_le", "zero_date"), ((string)held["key"]!, (string)held["column"]!, (string)held["reason"]!));
        Assert.Equal("""{"code":"petit","nom":"Léa","ne_le":"0000-00-00","vu_le":"0000-00-00","photo":"0x00FF"}""", held["row"]!.ToJsonString(Relaxed));
        await using var ledger = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var audit = ledger.CreateCommand("SELECT string_agg(actor, ',') FROM reprise.audit WHERE action = 'unseal'");
        Assert.Equal("dpo", await audit.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
