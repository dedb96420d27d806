using System.Text;
using MySqlConnector;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>A public sample database, loaded from its SQL files into a database of its own. Dropped on disposal.</summary>
internal sealed class SampleDatabase : IAsyncDisposable
{
    private readonly string _server;

    private SampleDatabase(string server, string name)
    {
        _server = server;
        Name = name;
    }

    public string Name { get; }

    public string Connection => new MySqlConnectionStringBuilder(_server) { Database = Name }.ConnectionString;

    /// <summary>Loads SQL files below <c>../shared/data</c>; skips the test with a word where they are not.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="schema">Name of the database in the files, replaced by one of the test's own.</param>
    /// <param name="files">Paths below the data folder.</param>
    public static async Task<SampleDatabase> LoadAsync(SourceServer server, string schema, params string[] files)
    {
        var folder = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "data"));
        if (!Directory.Exists(folder))
        {
            Assert.Skip("The public data sets are not beside the project (../shared/data).");
        }

        var (database, connection) = await CreateEmptyAsync(server);
        await using var open = connection;
        foreach (var file in files)
        {
            foreach (var statement in Statements(SampleScript.Decode(await File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken))))
            {
                await ExecuteAsync(connection, Renamed(server == SourceServer.MySql ? WithTransactions(statement) : statement, schema, database.Name));
            }
        }

        return database;
    }

    /// <summary>Executes statements in a database of its own.</summary>
    public static async Task<SampleDatabase> CreateAsync(IEnumerable<string> script, SourceServer server = SourceServer.MariaDb)
    {
        var (database, connection) = await CreateEmptyAsync(server);
        await using var open = connection;
        try
        {
            await ExecuteAsync(connection, "SET time_zone = '+00:00', sql_mode = ''");
            foreach (var statement in script)
            {
                await ExecuteAsync(connection, statement);
            }

            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Executes a statement in it: something that the legacy application does.</summary>
    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new MySqlConnection(Connection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, statement);
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new MySqlConnection(_server);
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS `{Name}`");
    }

    private static async Task<(SampleDatabase Database, MySqlConnection Connection)> CreateEmptyAsync(SourceServer server)
    {
        var database = new SampleDatabase(TestServers.Source(server), TestServers.UniqueName("sample"));
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder(database._server) { AllowUserVariables = true }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, $"CREATE DATABASE `{database.Name}` CHARACTER SET utf8mb4; USE `{database.Name}`");
        return (database, connection);
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>MySQL with GTIDs refuses sakila's trigger, which writes to an InnoDB and a MyISAM table at once; newer editions of sakila have InnoDB alone.</summary>
    private static string WithTransactions(string statement) => statement.Replace("ENGINE=MyISAM", "ENGINE=InnoDB", StringComparison.OrdinalIgnoreCase);

    private static string Renamed(string statement, string schema, string name)
    {
        var start = statement.TrimStart();
        var aboutDatabase = start.StartsWith("CREATE DATABASE", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("CREATE SCHEMA", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("DROP DATABASE", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("DROP SCHEMA", StringComparison.OrdinalIgnoreCase);
        return aboutDatabase ? "DO 0"
            : start.StartsWith("USE ", StringComparison.OrdinalIgnoreCase) ? $"USE `{name}`"
            : statement.Replace($"{schema}.", $"`{name}`.", StringComparison.Ordinal);
    }

    /// <summary>Splits a script at its delimiter, as the command-line client does.</summary>
    private static IEnumerable<string> Statements(string script)
    {
        var delimiter = ";";
        var statement = new StringBuilder();
        foreach (var line in script.ReplaceLineEndings("\n").TrimStart('\ufeff').Split('\n'))
        {
            if (line.StartsWith("DELIMITER ", StringComparison.OrdinalIgnoreCase))
            {
                delimiter = line["DELIMITER ".Length..].Trim();
                continue;
            }

            if (statement.Length == 0 && (line.StartsWith("--", StringComparison.Ordinal) || line.Trim().Length == 0))
            {
                continue;
            }

            statement.Append(line).Append('\n');
            if (line.TrimEnd().EndsWith(delimiter, StringComparison.Ordinal))
            {
                var text = statement.ToString().TrimEnd();
                yield return text[..^delimiter.Length];
                statement.Clear();
            }
        }
    }
}
