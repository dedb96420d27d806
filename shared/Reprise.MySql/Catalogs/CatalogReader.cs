using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Catalogs;

/// <summary>Reads the catalog by one query per view of information_schema, whatever the number of tables.</summary>
internal sealed class CatalogReader(SourceSession session)
{
    /// <summary>What messages call it.</summary>
    public const string Work = "reading the catalog";

    /// <summary>Reads it.</summary>
    public async Task<SourceCatalog> ReadAsync(CancellationToken cancellationToken)
    {
        var features = await SchemaFeatures.ReadAsync(session, cancellationToken);
        var tables = await QueryAsync(TableRow.Query, TableRow.Read, cancellationToken);
        var columns = ByTable(await QueryAsync(ColumnRow.Query(features), reader => ColumnRow.Read(reader, session.Version), cancellationToken), static row => row.Table);
        var indexes = ByTable(await QueryAsync(IndexRow.Query(features), reader => IndexRow.Read(reader, session.Version), cancellationToken), static row => row.Table);
        var references = ByTable(await QueryAsync(ForeignKeyRow.Query, ForeignKeyRow.Read, cancellationToken), static row => row.Table);
        var rules = await ReadRulesAsync(cancellationToken);
        var checks = ByTable(await ReadChecksAsync(features, cancellationToken), static row => row.Table);
        var routines = await QueryAsync(RoutineRow.Query, RoutineRow.Read, cancellationToken);
        var names = NamesWithoutCase(tables);

        return new SourceCatalog(
            session.Version.ToString(),
            session.Settings.Database,
            [.. tables.Where(static table => table.IsBaseTable).OrderBy(static table => table.Name, StringComparer.Ordinal).Select(Assemble)],
            [.. tables.Where(static table => table.IsView).Select(static table => table.Name).Order(StringComparer.Ordinal)],
            [.. routines.OrderBy(static routine => routine.Kind).ThenBy(static routine => routine.Name, StringComparer.Ordinal)]);

        SourceTable Assemble(TableRow table)
        {
            var described = columns[table.Name].Select(static row => row.Column).ToList();
            var parts = IndexRow.OfCurrentRows(indexes[table.Name], described);
            return new SourceTable(
                table.Name,
                table.Engine,
                table.IsTransactional,
                table.Rows,
                table.Bytes,
                table.Comment,
                table.AutoIncrement,
                described,
                IndexRow.PrimaryKey(parts),
                IndexRow.Secondary(parts),
                ForeignKeyRow.Assemble(references[table.Name], rules, names),
                [.. checks[table.Name].Select(static row => row.Check)])
            {
                IsPartitioned = table.IsPartitioned,
                IsSystemVersioned = table.IsSystemVersioned,
            };
        }
    }

    private static ILookup<string, T> ByTable<T>(List<T> rows, Func<T, string> table) => rows.ToLookup(table, StringComparer.Ordinal);

    private static Dictionary<string, string> NamesWithoutCase(List<TableRow> tables)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            names[table.Name] = table.Name;
            names.TryAdd(table.Name.ToLowerInvariant(), table.Name);
        }

        return names;
    }

    private async Task<Dictionary<(string Table, string Constraint), (string OnDelete, string OnUpdate)>> ReadRulesAsync(CancellationToken cancellationToken)
    {
        var rules = await QueryAsync(
            ForeignKeyRow.RuleQuery,
            static reader => (Key: (reader.Text(0), reader.Text(1)), Rules: (reader.Text(2), reader.Text(3))),
            cancellationToken);
        return rules.ToDictionary(static rule => rule.Key, static rule => rule.Rules);
    }

    private async Task<List<CheckRow>> ReadChecksAsync(SchemaFeatures features, CancellationToken cancellationToken) =>
        CheckRow.Query(features) is { } query ? await QueryAsync(query, reader => CheckRow.Read(reader, session.Version), cancellationToken) : [];

    private Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> read, CancellationToken cancellationToken) =>
        session.QueryAsync(sql, parameters => parameters.AddWithValue("@database", session.Settings.Database), read, Work, cancellationToken);
}
