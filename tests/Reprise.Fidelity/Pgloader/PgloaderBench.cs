using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MySqlConnector;
using Npgsql;
using Reprise.Fidelity.Answers;
using Reprise.Fidelity.Cases;

namespace Reprise.Fidelity.Pgloader;

/// <summary>Loads cases with pgloader, each in a database that holds nothing else. Databases and accounts are dropped on disposal.</summary>
internal sealed partial class PgloaderBench : IAsyncDisposable
{
    private const string NoTable = "no table";

    private readonly string _name = $"fidelity{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    private readonly string _password = RandomNumberGenerator.GetHexString(24);
    private readonly MySqlConnectionStringBuilder _mariaDb;
    private readonly NpgsqlConnectionStringBuilder _postgres;
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-pgloader-").FullName;

    private PgloaderBench(string mariaDb, string postgres)
    {
        _mariaDb = new MySqlConnectionStringBuilder(mariaDb);
        _postgres = new NpgsqlConnectionStringBuilder(postgres);
    }

    /// <summary>Version of the source server.</summary>
    public string MariaDbVersion { get; private set; } = string.Empty;

    /// <summary>Version of the target server.</summary>
    public string PostgresVersion { get; private set; } = string.Empty;

    /// <summary>Makes accounts and the target database.</summary>
    public static async Task<PgloaderBench> CreateAsync(string mariaDb, string postgres, CancellationToken cancellationToken)
    {
        var bench = new PgloaderBench(mariaDb, postgres);
        bench.MariaDbVersion = await bench.InSourceAsync([$"CREATE USER '{bench._name}'@'%' IDENTIFIED BY '{bench._password}'", "SELECT version()"], cancellationToken);
        await bench.InServerAsync($"CREATE ROLE {bench._name} LOGIN PASSWORD '{bench._password}'", cancellationToken);
        await bench.InServerAsync($"CREATE DATABASE {bench._name} OWNER {bench._name}", cancellationToken);
        bench.PostgresVersion = await bench.InServerAsync("SHOW server_version", cancellationToken);
        return bench;
    }

    /// <summary>What pgloader makes of a case.</summary>
    public async Task<IReadOnlyList<string>> AnswerAsync(FidelityCase item, CancellationToken cancellationToken)
    {
        await InSourceAsync(
            [
                $"DROP DATABASE IF EXISTS {_name}",
                $"CREATE DATABASE {_name} CHARACTER SET utf8mb4",
                $"GRANT ALL ON {_name}.* TO '{_name}'@'%'",
                $"USE {_name}",
                "SET time_zone = '+00:00', sql_mode = ''",
                .. item.Script,
            ],
            cancellationToken);
        await using var target = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = _name, Pooling = false }.ConnectionString);
        await target.OpenAsync(cancellationToken);
        await using (var clean = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {_name} CASCADE", target))
        {
            await clean.ExecuteNonQueryAsync(cancellationToken);
        }

        var outcome = await PgloaderProgram.RunAsync(
            $"mysql://{_name}:{_password}@{_mariaDb.Server}:{_mariaDb.Port}/{_name}",
            $"pgsql://{_name}:{_password}@{_postgres.Host}:{_postgres.Port}/{_name}",
            _folder,
            cancellationToken);
        var found = await FoundAsync(target, item, cancellationToken);
        return [.. found, .. Ending(outcome, hasRows: found[0] != NoTable && !NoRow().IsMatch(found[0]))];
    }

    public async ValueTask DisposeAsync()
    {
        await InSourceAsync([$"DROP DATABASE IF EXISTS {_name}", $"DROP USER '{_name}'@'%'"], CancellationToken.None);
        await InServerAsync($"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);
        await InServerAsync($"DROP ROLE {_name}", CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What is in the target; there may be no schema, or only some of the case's tables.</summary>
    private async Task<IReadOnlyList<string>> FoundAsync(NpgsqlConnection target, FidelityCase item, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand($"SELECT to_regnamespace('{_name}') IS NOT NULL, to_regclass('{_name}.{item.Name}') IS NOT NULL", target);
        await using var reader = await exists.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (hasSchema, hasTable) = (reader.GetBoolean(0), reader.GetBoolean(1));
        await reader.CloseAsync();
        var lines = hasSchema ? await TargetReader.ReadAsync(target, _name, item.Name, hasTable ? item : item with { Probes = [] }, cancellationToken) : [];
        return lines.Count == 0 ? [NoTable] : lines;
    }

    private IEnumerable<string> Ending(PgloaderOutcome outcome, bool hasRows)
    {
        var error = outcome.Error?.Replace($"{_name}.", string.Empty, StringComparison.Ordinal).Replace($"\"{_name}\".", string.Empty, StringComparison.Ordinal);
        if (outcome.ExitCode is null)
        {
            yield return $"hang: ended after {PgloaderProgram.Patience.TotalSeconds:0} s";
        }
        else if (outcome.ExitCode != 0)
        {
            yield return $"crash: exit code {outcome.ExitCode}";
        }

        if (error is not null)
        {
            yield return $"{(hasRows ? "error" : "no row loaded")}: {error}";
        }
    }

    private async Task<string> InSourceAsync(IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(new MySqlConnectionStringBuilder(_mariaDb.ConnectionString) { AllowUserVariables = true, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var last = string.Empty;
        foreach (var statement in statements)
        {
            await using var command = new MySqlCommand(statement, connection) { CommandTimeout = 300 };
            last = await command.ExecuteScalarAsync(cancellationToken) as string ?? string.Empty;
        }

        return last;
    }

    private async Task<string> InServerAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string ?? string.Empty;
    }

    /// <summary>A column none of whose rows is there.</summary>
    [GeneratedRegex(":( —(, —)*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoRow();
}
