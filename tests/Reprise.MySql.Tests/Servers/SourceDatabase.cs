using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Servers;

/// <summary>A database of its own on a test server, dropped with its accounts at the end. A suite is written once and derived once per server.</summary>
/// <param name="server">The server.</param>
public abstract class SourceDatabase(SourceServer server) : IAsyncLifetime
{
    private readonly List<string> _accounts = [];

    /// <summary>Its name.</summary>
    protected string Database { get; } = TestServers.UniqueName("rmy_");

    /// <summary>Connection string of the administrator, without a database.</summary>
    protected string ServerConnectionString => TestServers.Source(server);

    /// <summary>Connection string of the administrator for the database.</summary>
    protected string ConnectionString => new MySqlConnectionStringBuilder(ServerConnectionString) { Database = Database, Pooling = false }.ConnectionString;

    internal ISource Source { get; } = new MySqlSource(TimeProvider.System);

    protected bool IsMariaDb => server is SourceServer.MariaDb or SourceServer.MariaDb11;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ServerAsync($"CREATE DATABASE {Database} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await ServerAsync($"DROP DATABASE IF EXISTS {Database}");
        foreach (var account in _accounts)
        {
            await ServerAsync($"DROP USER '{account}'@'%'");
        }
    }

    /// <summary>Creates an account that may do what <paramref name="grant"/> says, such as <c>SELECT ON db.*</c>.</summary>
    protected async Task<string> AccountAsync(string? grant)
    {
        var name = TestServers.UniqueName("u");
        await ServerAsync($"CREATE USER '{name}'@'%' IDENTIFIED BY 'only-a-test'");
        _accounts.Add(name);
        if (grant is not null)
        {
            await ServerAsync($"GRANT {grant} TO '{name}'@'%'");
        }

        return new MySqlConnectionStringBuilder(ConnectionString) { UserID = name, Password = "only-a-test" }.ConnectionString;
    }

    /// <summary>A table of numbers in the column <c>seq</c>, as MariaDB has one built in; elsewhere a product of digits, which every version of MySQL knows.</summary>
    protected string Sequence(int last, int first = 1)
    {
        if (IsMariaDb)
        {
            return $"seq_{first}_to_{last}";
        }

        const string Digits = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
        var places = Enumerable.Range(0, (last - first).ToString(System.Globalization.CultureInfo.InvariantCulture).Length).ToList();
        var number = string.Join(" + ", places.Select(place => $"p{place}.d * {(long)Math.Pow(10, place)}"));
        return $"(SELECT {first} + {number} AS seq FROM {string.Join(" JOIN ", places.Select(place => $"{Digits} AS p{place}"))} WHERE {number} <= {last - first}) AS numbers";
    }

    /// <summary>Executes statements in the database, without strict mode so that odd values can be stored.</summary>
    protected Task ExecuteAsync(params string[] statements) => ExecuteAsync(ConnectionString, ["SET SESSION sql_mode = '', time_zone = '+00:00'", .. statements]);

    /// <summary>Executes statements as administrator of the server.</summary>
    protected Task ServerAsync(params string[] statements) => ExecuteAsync(ServerConnectionString, statements);

    /// <summary>The first column of a query.</summary>
    protected async Task<List<string>> ListAsync(string sql)
    {
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var values = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            values.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return values;
    }

    protected async Task<SourceTable> TableAsync(string name) =>
        (await Source.ReadCatalogAsync(ConnectionString, Cancel)).Find(name) ?? throw new InvalidOperationException($"no table {name}");

    /// <summary>Opens a point with one reader.</summary>
    protected Task<IConsistentPoint> OpenAsync(params SourceTable[] tables) => Source.OpenPointAsync(ConnectionString, tables, 1, Cancel);

    /// <summary>A read of some columns, keyed by the primary key.</summary>
    protected static SourceRead Read(SourceTable table, params BatchColumn[] columns) => new(table, columns, table.PrimaryKey);

    /// <summary>Reads a whole table and gives what <paramref name="see"/> makes of each batch.</summary>
    protected async Task<List<T>> SelectAsync<T>(SourceRead read, Func<ColumnBatch, IEnumerable<T>> see)
    {
        await using var point = await OpenAsync(read.Table);
        return await ReadAsync(point, read, new ChunkRange(1, null, null), see);
    }

    protected static async Task<List<T>> ReadAsync<T>(IConsistentPoint point, SourceRead read, ChunkRange chunk, Func<ColumnBatch, IEnumerable<T>> see, BatchLimits? limits = null)
    {
        var seen = new List<T>();
        await foreach (var batch in point.ReadAsync(read, chunk, limits ?? BatchLimits.Default, Cancel))
        {
            using (batch)
            {
                seen.AddRange(see(batch));
            }
        }

        return seen;
    }

    private static async Task ExecuteAsync(string connectionString, params string[] statements)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
        foreach (var statement in statements)
        {
            await using var command = new MySqlCommand(statement, connection) { CommandTimeout = 120 };
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
