using System.Globalization;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>What MySQL takes and a page of PostgreSQL does not.</summary>
public sealed class PostgresLimitTests
{
    /// <summary>2,944 bytes that no compression shortens.</summary>
    private static readonly string Long = $"CONCAT({string.Join(", ", Enumerable.Range(0, 46).Select(i => string.Create(CultureInfo.InvariantCulture, $"UNHEX(SHA2(CONCAT(@n, '-{i}'), 512))")))})";

    [Fact]
    public async Task A_key_longer_than_an_index_entry_is_unique_by_its_digest_and_counted()
    {
        await using var sample = await SampleDatabase.CreateAsync([
            "CREATE TABLE cle (k varbinary(3000) NOT NULL PRIMARY KEY, n int NOT NULL, KEY (k, n))",
            "CREATE TABLE suite (id int PRIMARY KEY, k varbinary(3000), FOREIGN KEY (k) REFERENCES cle (k))",
            $"SET @n = 1; INSERT INTO cle VALUES ({Long}, 1); INSERT INTO suite SELECT 1, k FROM cle; SET @n = 2; INSERT INTO cle VALUES ({Long}, 2), ('court', 3); INSERT INTO suite VALUES (2, 'court'), (3, NULL)",
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var ended = (await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json;

        Assert.True((bool)ended["balanced"]!);
        var losses = (await folder.Reprise.RunAsync("losses", (string)ended["run"]!, "--json")).Expect(0).Json["coercions"]!.AsArray();
        Assert.Equal(
            ["cle cle_k key_too_long 2", "cle cle_pkey key_too_long 2", "suite suite_ibfk_1 key_too_long 2", "suite suite_k key_too_long 1"],
            losses.Select(entry => $"{entry!["table"]} {entry["column"]} {entry["rule"]} {entry["count"]}").Order(StringComparer.Ordinal));
        await using var source = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var again = source.CreateCommand("INSERT INTO sample.cle SELECT k, 9 FROM sample.cle WHERE n = 1");
        Assert.Equal(PostgresErrorCodes.UniqueViolation, (await Assert.ThrowsAsync<PostgresException>(() => again.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState);
    }

    [Fact]
    public async Task A_row_wider_than_a_page_ends_the_run_with_the_table_and_what_to_do()
    {
        string[] columns = [.. Enumerable.Range(0, 600).Select(i => string.Create(CultureInfo.InvariantCulture, $"t{i}"))];
        await using var sample = await SampleDatabase.CreateAsync([
            $"CREATE TABLE horaire (id int PRIMARY KEY, {string.Join(", ", columns.Select(column => $"{column} time"))})",
            $"INSERT INTO horaire VALUES (1, {string.Join(", ", columns.Select(_ => "'-25:00:01'"))})",
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var refused = await folder.Reprise.RunAsync("run", "sample", "--json");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("target_limit", refused.Output + refused.Error, StringComparison.Ordinal);
        Assert.Contains("horaire", refused.Output + refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("25:00", refused.Output + refused.Error, StringComparison.Ordinal);

        folder.WithEntity("sample", sample.Connection, "replicate", $"types: {{ {string.Join(", ", columns.Select(column => $"horaire.{column}: integer"))} }}");
        Assert.True((bool)(await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json["balanced"]!);
    }
}
