using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Testing.Servers;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>A schema that an application owns: the administrator creates it, Reprise's role has the rights of <c>reprise check</c> on it and nothing more.</summary>
internal sealed class Application : IAsyncDisposable
{
    private readonly NpgsqlDataSource _owner;

    private Application(LedgerFixture ledger, string schema)
    {
        Ledger = ledger;
        Schema = schema;
        _owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ledger.Target.AsAdministrator) { SearchPath = schema }.ConnectionString);
    }

    public LedgerFixture Ledger { get; }

    public string Schema { get; }

    public string Role => new NpgsqlConnectionStringBuilder(Ledger.Target.AsReprise).Username!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Application> CreateAsync(LedgerFixture ledger, string ddl)
    {
        var application = new Application(ledger, TestServers.UniqueName("app"));
        await application.ExecuteAsync($"CREATE SCHEMA {application.Schema}");
        await application.ExecuteAsync(ddl);
        await application.ExecuteAsync(
            $"""
            GRANT USAGE ON SCHEMA {application.Schema} TO {application.Role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {application.Schema} TO {application.Role};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA {application.Schema} TO {application.Role}
            """);
        return application;
    }

    /// <summary>Something the application does.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Rows as text: columns joined by bars, null as a dash.</summary>
    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public async Task<TargetTable> TableAsync(string name) =>
        (await Ledger.Tables.ReadCatalogAsync(Cancellation)).Find(new TableName(Schema, name)) ?? throw new InvalidOperationException($"There is no table {name}.");

    /// <summary>A table plan of the same name as its source table and, unless told otherwise, its target table.</summary>
    public async Task<RunTable> PlanAsync(string name, IdStrategy id, string[] match, ColumnRule[] rules, string? to = null, string lot = "main", string[]? after = null) => new()
    {
        Name = name,
        Source = name,
        Target = await TableAsync(to ?? name),
        Lot = lot,
        DependsOn = after ?? [],
        Key = ["id"],
        Id = new IdRule("id", id),
        Match = match,
        Rules = rules,
    };

    public static ColumnRule From(string column) => new SourceColumnRule(column, column, BlankAsNull: false, Otherwise: null, Line: 1);

    public static ColumnRule Reference(string column, string table, MissingParent missing = MissingParent.Quarantine) => new ReferenceRule(column, table, [column], missing, Line: 1);

    /// <summary>Everything DDL made, so that a change shows: columns, defaults, constraints, indexes, triggers, sequences' settings, comments, owners, rights.</summary>
    public async Task<string> FingerprintAsync() => string.Join('\n', await QueryAsync(
        $"""
        SELECT c.relname, c.relkind::text, c.relowner::text, c.relacl::text, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text, a.attidentity::text,
               pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum), obj_description(c.oid)
        FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = '{Schema}'::regnamespace
        UNION ALL
        SELECT conname, contype::text, convalidated::text, condeferrable::text, pg_get_constraintdef(oid), NULL, NULL, NULL, NULL, NULL, NULL FROM pg_constraint WHERE connamespace = '{Schema}'::regnamespace
        UNION ALL
        SELECT indexname, indexdef, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_indexes WHERE schemaname = '{Schema}'
        UNION ALL
        SELECT tgname, tgenabled::text, pg_get_triggerdef(oid), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = '{Schema}'::regnamespace)
        ORDER BY 1, 2, 3, 4, 5
        """));

    public async ValueTask DisposeAsync() => await _owner.DisposeAsync();
}
