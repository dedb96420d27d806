using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary><c>reprise verify</c> finds what was altered in the target, and nothing else.</summary>
public sealed class VerifyTests
{
    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task One_altered_cell_of_any_type_is_found_with_its_key_and_column(SourceServer from, TargetServer to)
    {
        var samples = EveryType.Of(from);
        await using var sample = await SampleDatabase.CreateAsync(EveryType.Script(samples), from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        var equal = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json;
        Assert.Equal(0, (long)equal["differences"]!);
        Assert.Equal(4, (long)equal["tables"]![0]!["records"]!);

        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        foreach (var column in samples)
        {
            await using var alter = application.CreateCommand($"UPDATE sample.every_type SET {column.Column} = {column.Altered} WHERE id = 3");
            Assert.Equal(1, await alter.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        var found = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json["tables"]![0]!;
        Assert.Equal(
            samples.Select(column => $"{column.Column} 1").Order(StringComparer.Ordinal),
            found["cells"]!.AsObject().Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal));
        Assert.All(found["samples"]!.AsArray(), difference => Assert.Equal("3", (string)difference!["key"]!));
    }

    [Fact]
    public async Task Missing_and_unexpected_records_are_found_also_without_a_key()
    {
        await using var sample = await SampleDatabase.CreateAsync([
            "CREATE TABLE keyed (id int PRIMARY KEY, name varchar(20))",
            "INSERT INTO keyed VALUES (1, 'Anne'), (2, 'Zoé'), (3, 'Éric')",
            "CREATE TABLE keyless (name varchar(20))",
            "INSERT INTO keyless VALUES ('a'), ('a'), ('b'), (NULL), (NULL)",
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        (await folder.Reprise.RunAsync("verify", "sample")).Expect(0);
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using (var alter = application.CreateCommand(
            """
            DELETE FROM sample.keyed WHERE id = 2;
            INSERT INTO sample.keyed VALUES (9, 'Intrus');
            DELETE FROM sample.keyless WHERE ctid = (SELECT min(ctid) FROM sample.keyless WHERE name = 'a');
            """))
        {
            await alter.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var result = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1);

        var tables = result.Json["tables"]!.AsArray();
        var keyed = tables.Single(table => (string)table!["table"]! == "keyed")!;
        Assert.Equal((1, 1), ((int)keyed["missing"]!, (int)keyed["unexpected"]!));
        Assert.Equal(["2", "9"], keyed["samples"]!.AsArray().Select(difference => (string)difference!["key"]!));
        var keyless = tables.Single(table => (string)table!["table"]! == "keyless")!;
        Assert.Equal((1, 0), ((int)keyless["missing"]!, (int)keyless["unexpected"]!));
        Assert.DoesNotContain("Intrus", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_has_nothing_to_verify()
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE t (id int PRIMARY KEY)"]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        (await folder.Reprise.RunAsync("run", "sample", "--mode", "rehearsal")).Expect(0);

        var refused = (await folder.Reprise.RunAsync("verify", "sample")).Expect(2);

        Assert.Contains("No run of sample has published yet", refused.Error, StringComparison.Ordinal);
    }
}
