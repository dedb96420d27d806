using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Replicate;
using Reprise.Core.Runs;
using Reprise.MySql;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Copy;

namespace Reprise.Benchmarks;

/// <summary>The floor: rows straight from the source's connection into COPY, then keys and indexes. No snapshot, no encryption, no ledger, no verification.</summary>
internal static class BareStream
{
    private const string Schema = "bare";

    /// <summary>Copies a database.</summary>
    public static async Task RunAsync(string source, string target, int parallelism, CancellationToken cancellationToken)
    {
        var mysql = new MySqlSource(TimeProvider.System);
        var catalog = await mysql.ReadCatalogAsync(source, cancellationToken);
        var replica = ReplicatePlanner.Plan(catalog, await mysql.ProfileAsync(source, catalog.Tables, cancellationToken), Schema);
        var plan = PlanOf(catalog, replica, Schema, parallelism);
        await using var database = NpgsqlDataSource.Create(target);
        await ExecuteAsync(database, $"CREATE SCHEMA {Schema}", cancellationToken);
        await using var point = await mysql.OpenPointAsync(source, [.. plan.Sources.Select(read => read.Table)], parallelism, cancellationToken);
        var largest = plan.Tables.OrderByDescending(table => plan.Source(table.Source).Table.DataBytes);
        await Parallel.ForEachAsync(largest, new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken }, async (table, stop) =>
        {
            await CopyAsync(database, plan, table, point.ReadAsync(plan.Source(table.Source), new ChunkRange(1, From: null, To: null), BatchLimits.Default, stop), stop);
            await IndexAsync(database, table, stop);
        });
        foreach (var table in plan.Tables)
        {
            foreach (var key in table.Definition!.ForeignKeys)
            {
                await ExecuteAsync(
                    database,
                    $"ALTER TABLE {Sql.Quote(table.Target.Name)} ADD FOREIGN KEY ({Sql.List(key.Columns)}) REFERENCES {Sql.Quote(new TableName(Schema, key.ReferencedTable))} ({Sql.List(key.ReferencedColumns)})",
                    cancellationToken);
            }
        }
    }

    /// <summary>A run's plan without a run: what mapping wants to know.</summary>
    public static RunPlan PlanOf(SourceCatalog catalog, ReplicaPlan replica, string schema, int parallelism) => new()
    {
        Entity = schema,
        EntityName = schema,
        Plan = Core.Plans.Plan.Replicate,
        PlanVersion = 1,
        PlanFingerprint = string.Empty,
        SourceServer = catalog.Server,
        Parallelism = parallelism,
        RequiresApproval = false,
        Gates = Core.Entities.GateThresholds.Default,
        ChunkRows = 0,
        Sources = replica.Sources,
        Tables = replica.Tables,
        Lots = [],
        Schema = schema,
    };

    /// <summary>Creates the table that a table plan fills.</summary>
    /// <param name="connection">Connection.</param>
    /// <param name="table">The table plan.</param>
    /// <param name="create">The statement up to the name of the table.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<int> CreateAsync(NpgsqlConnection connection, RunTable table, string create, CancellationToken cancellationToken) => connection.ExecuteAsync(
        $"{create} ({string.Join(", ", table.Definition!.Columns.Select(column => $"{Sql.Quote(column.Name)} {PgTypes.Sql(column.Type)}{(column.IsNullable ? string.Empty : " NOT NULL")}"))})",
        [],
        cancellationToken);

    private static async Task CopyAsync(NpgsqlDataSource database, RunPlan plan, RunTable table, IAsyncEnumerable<ColumnBatch> rows, CancellationToken cancellationToken)
    {
        var columns = table.Definition!.Columns;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await CreateAsync(connection, table, $"CREATE TABLE {Sql.Quote(table.Target.Name)}", cancellationToken);
        await using var stream = await connection.BeginRawBinaryCopyAsync($"COPY {Sql.Quote(table.Target.Name)} FROM STDIN (FORMAT binary)", cancellationToken);
        var writer = new BinaryCopyWriter(stream, [.. columns.Select(column => column.Type)], chunk: null);
        var mapper = new TableMapper(plan, table);
        writer.WriteHeader();
        await foreach (var batch in rows)
        {
            using (batch)
            {
                using var mapped = mapper.Map(batch, 1, 0);
                await writer.WriteAsync(mapped, cancellationToken);
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static async Task IndexAsync(NpgsqlDataSource database, RunTable table, CancellationToken cancellationToken)
    {
        var name = Sql.Quote(table.Target.Name);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var statements = new List<string> { "SET maintenance_work_mem = '512MB'" };
        if (table.Definition!.PrimaryKey.Count > 0)
        {
            statements.Add($"ALTER TABLE {name} ADD PRIMARY KEY ({Sql.List(table.Definition.PrimaryKey)})");
        }

        statements.AddRange(table.Definition.Indexes.Select(index => $"CREATE {(index.IsUnique ? "UNIQUE " : string.Empty)}INDEX ON {name} ({string.Join(", ", index.Parts)})"));
        foreach (var statement in statements)
        {
            await connection.ExecuteAsync(statement, [], cancellationToken);
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
