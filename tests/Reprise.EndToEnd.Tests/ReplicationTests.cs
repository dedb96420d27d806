using MySqlConnector;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>Public sample databases, copied with nothing written but a connection: every table equal to its source, cell by cell.</summary>
public sealed class ReplicationTests
{
    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15, "sakila", 16, "sakila/sakila-schema.sql", "sakila/sakila-data.sql")]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15, "Chinook", 11, "chinook/Chinook_MySql.sql")]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18, "sakila", 16, "sakila/sakila-schema.sql", "sakila/sakila-data.sql")]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18, "sakila", 16, "sakila/sakila-schema.sql", "sakila/sakila-data.sql")]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18, "Chinook", 11, "chinook/Chinook_MySql.sql")]
    public async Task A_sample_database_is_replicated_with_every_cell_equal(SourceServer from, TargetServer to, string schema, int tables, params string[] files)
    {
        await using var sample = await SampleDatabase.LoadAsync(from, schema, files);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        var run = (await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json;

        Assert.True((bool)run["balanced"]!);
        Assert.True((bool)run["snapshots"]!["purged"]!);
        Assert.Equal(tables, run["tables"]!.AsObject().Count);
        await AssertEqualAsync(sample, target, tables);
    }

    [Fact]
    public async Task A_second_replication_replaces_the_first_and_keeps_it_for_rollback()
    {
        await using var sample = await SampleDatabase.LoadAsync(SourceServer.MariaDb, "Chinook", "chinook/Chinook_MySql.sql");
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");
        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        await using (var source = new MySqlConnection(sample.Connection))
        {
            await source.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = source.CreateCommand();
            command.CommandText = "UPDATE Artist SET Name = 'Ké\u0000' WHERE ArtistId = 1; INSERT INTO Genre (GenreId, Name) VALUES (900, 'Été ☃')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var run = (await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0).Json;

        Assert.True((bool)run["balanced"]!);
        await using var application = NpgsqlDataSource.Create(target.AsAdministrator);
        await using var read = application.CreateCommand("""SELECT (SELECT "Name" FROM sample."Artist" WHERE "ArtistId" = 1) || (SELECT "Name" FROM sample."Genre" WHERE "GenreId" = 900) || (SELECT count(*) FROM sample__previous."Genre" WHERE "GenreId" = 900)""");
        Assert.Equal("KéÉté ☃0", await read.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static async Task AssertEqualAsync(SampleDatabase sample, TargetDatabase target, int tables)
    {
        await using var source = new MySqlConnection(new MySqlConnectionStringBuilder(sample.Connection) { TreatTinyAsBoolean = false }.ConnectionString);
        await source.OpenAsync(TestContext.Current.CancellationToken);
        await using var copy = new NpgsqlConnection(target.AsAdministrator);
        await copy.OpenAsync(TestContext.Current.CancellationToken);
        await using (var zone = source.CreateCommand())
        {
            zone.CommandText = "SET time_zone = '+00:00'";
            await zone.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var names = await NamesAsync(source);
        Assert.Equal(tables, names.Count);
        foreach (var name in names)
        {
            var expected = await CellReader.ReadAsync(source, $"SELECT * FROM `{name}`");
            var actual = await CellReader.ReadAsync(copy, $"SELECT * FROM sample.\"{name}\"");
            Assert.Equal(expected, actual);
        }
    }

    private static async Task<List<string>> NamesAsync(MySqlConnection source)
    {
        await using var command = source.CreateCommand();
        command.CommandText = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1";
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
