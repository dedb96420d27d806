using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Catalog;

/// <summary>Reads tables, columns, keys, unique indexes and checks from pg_catalog, all of the database in five queries.</summary>
internal static class TargetCatalogReader
{
    /// <summary>The catalog.</summary>
    public static async Task<TargetCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var columns = (await connection.QueryAsync(CatalogQueries.Columns, [], reader => (Table: Name(reader), Column: Column(reader)), cancellationToken)).ToLookup(entry => entry.Table, entry => entry.Column);
        var indexes = (await connection.QueryAsync(CatalogQueries.UniqueIndexes, [], reader => (Table: Name(reader), IsPrimary: reader.GetBoolean(3), Columns: reader.GetFieldValue<string[]>(7), Index: Index(reader)), cancellationToken)).ToLookup(entry => entry.Table);
        var foreignKeys = (await connection.QueryAsync(CatalogQueries.ForeignKeys, [], reader => (Table: Name(reader), Key: ForeignKey(reader)), cancellationToken)).ToLookup(entry => entry.Table, entry => entry.Key);
        var checks = await connection.QueryAsync(CatalogQueries.Checks, [], reader => (Table: Name(reader), Check: new TargetCheck(reader.GetString(2), reader.GetString(3))), cancellationToken);
        var domainChecks = await connection.QueryAsync(CatalogQueries.DomainChecks, [], reader => (Table: Name(reader), Check: DomainCheck(reader)), cancellationToken);
        var allChecks = checks.Concat(domainChecks).ToLookup(entry => entry.Table, entry => entry.Check);
        var tables = columns.Select(table => new TargetTable(
            table.Key,
            [.. table],
            indexes[table.Key].Where(entry => entry.IsPrimary).Select(entry => entry.Columns).FirstOrDefault() ?? [],
            [.. foreignKeys[table.Key]],
            [.. indexes[table.Key].Select(entry => entry.Index)],
            [.. allChecks[table.Key]]));
        return new TargetCatalog($"PostgreSQL {connection.PostgreSqlVersion}", [.. tables]);
    }

    private static TableName Name(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1));

    private static TargetColumn Column(NpgsqlDataReader reader) => new(
        reader.GetString(2),
        PgTypes.FromCatalog(reader.GetString(3), reader.GetString(4) == "e", reader.GetInt32(5), reader.GetString(6), reader.Nullable<string[]>(7)),
        reader.GetBoolean(8),
        reader.GetBoolean(9),
        reader.GetBoolean(10),
        reader.GetBoolean(11),
        reader.IsDBNull(12) ? null : new TableName(reader.GetString(12), reader.GetString(13)));

    private static TargetUniqueIndex Index(NpgsqlDataReader reader) =>
        new(reader.GetString(2), reader.GetFieldValue<string[]>(4), reader.Nullable<string>(5), reader.GetBoolean(6));

    private static TargetForeignKey ForeignKey(NpgsqlDataReader reader) =>
        new(reader.GetString(2), reader.GetFieldValue<string[]>(5), new TableName(reader.GetString(3), reader.GetString(4)), reader.GetFieldValue<string[]>(6));

    /// <summary>A check of a domain, as a check of the column that has it.</summary>
    private static TargetCheck DomainCheck(NpgsqlDataReader reader)
    {
        var column = reader.GetString(3);
        return new TargetCheck($"{reader.GetString(2)} of {column}", DomainExpressions.Over(reader.GetString(4), Sql.Quote(column)));
    }
}
