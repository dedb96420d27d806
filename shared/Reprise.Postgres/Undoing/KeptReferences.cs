using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Undoing;

/// <summary>Keeps records from being deleted that a row refers to which stays: a row of the application, of another run, or a record that is kept itself.</summary>
internal static class KeptReferences
{
    /// <summary>Marks them in a ledger table, and with them those that a table may refer to which may not be read.</summary>
    public static async Task KeepAsync(NpgsqlConnection connection, DoomedRecords doomed, RunId run, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in (await MarkAsync(connection, doomed, run, tables, cancellationToken)).Select(reference => reference.To).Distinct())
        {
            await connection.ExecuteAsync(
                $"UPDATE {doomed.Relation} SET kept = 'unreadable' WHERE run = $1 AND target_table = $2 AND action IN ({doomed.Actions}) AND kept IS NULL",
                [run.Value, table.ToString()],
                cancellationToken);
        }
    }

    /// <summary>Marks them in a ledger table.</summary>
    /// <param name="connection">Connection of the transaction.</param>
    /// <param name="doomed">Where the records are named.</param>
    /// <param name="run">Run.</param>
    /// <param name="tables">Table plans whose records they are, and whose records may refer to them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Tables that may not be read, and what they may refer to: a reference there was not seen.</returns>
    public static async Task<IReadOnlyList<(TableName From, TableName To)>> MarkAsync(NpgsqlConnection connection, DoomedRecords doomed, RunId run, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken)
    {
        var references = await ReadAsync(connection, tables, cancellationToken);
        var readable = references.Where(reference => reference.IsReadable).ToList();
        int marked;
        do
        {
            marked = 0;
            foreach (var reference in readable)
            {
                marked += await MarkAsync(connection, doomed, run, tables, reference, cancellationToken);
            }
        }
        while (marked > 0);
        return [.. references.Where(reference => !reference.IsReadable).Select(reference => (reference.From, reference.To)).Distinct()];
    }

    private static Task<int> MarkAsync(NpgsqlConnection connection, DoomedRecords doomed, RunId run, IReadOnlyList<RunTable> tables, Reference reference, CancellationToken cancellationToken)
    {
        var target = tables.First(table => table.Target.Name == reference.To);
        var (id, type) = (target.Id!.Column, PgTypes.Sql(target.Target.Find(target.Id.Column)!.Type));
        var leaves = tables.FirstOrDefault(table => table.Target.Name == reference.From) is { } child
            ? $"EXISTS (SELECT FROM {doomed.Relation} AS d WHERE d.run = $1 AND d.target_table = $3 AND d.action IN ({doomed.Actions}) AND d.kept IS NULL AND d.target_id = r.{Sql.Quote(child.Id!.Column)}::text)"
            : "$3::text IS NULL";
        var joined = string.Join(" AND ", reference.Columns.Zip(reference.Referenced, (column, referenced) => $"r.{Sql.Quote(column)} = t.{Sql.Quote(referenced)}"));
        return connection.ExecuteAsync(
            $"""
            UPDATE {doomed.Relation} AS u SET kept = 'referenced'
            FROM {Sql.Quote(reference.To)} AS t JOIN {Sql.Quote(reference.From)} AS r ON {joined}
            WHERE u.run = $1 AND u.target_table = $2 AND u.action IN ({doomed.Actions}) AND u.kept IS NULL AND t.{Sql.Quote(id)} = u.target_id::{type} AND NOT ({leaves} OR {doomed.Follows(reference.From, reference.Columns)})
            """,
            [run.Value, reference.To.ToString(), reference.From.ToString()],
            cancellationToken);
    }

    /// <summary>Foreign keys as the target has them now, of all its tables.</summary>
    private static Task<List<Reference>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken)
    {
        TableName[] names = [.. tables.Select(table => table.Target.Name).Distinct()];
        return connection.QueryAsync(
            """
            SELECT n.nspname, c.relname, wanted.schema, wanted.name, has_table_privilege(c.oid, 'SELECT'),
                   ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS p (number, place) JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = p.number ORDER BY p.place),
                   ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS p (number, place) JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = p.number ORDER BY p.place)
            FROM unnest($1::text[], $2::text[]) AS wanted (schema, name)
            JOIN pg_namespace AS m ON m.nspname = wanted.schema
            JOIN pg_class AS t ON t.relnamespace = m.oid AND t.relname = wanted.name
            JOIN pg_constraint AS k ON k.confrelid = t.oid AND k.contype = 'f' AND k.conparentid = 0
            JOIN pg_class AS c ON c.oid = k.conrelid
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            ORDER BY 1, 2, k.conname
            """,
            [names.Select(name => name.Schema).ToArray(), names.Select(name => name.Table).ToArray()],
            reader => new Reference(
                new TableName(reader.GetString(0), reader.GetString(1)),
                new TableName(reader.GetString(2), reader.GetString(3)),
                reader.GetBoolean(4),
                reader.GetFieldValue<string[]>(5),
                reader.GetFieldValue<string[]>(6)),
            cancellationToken);
    }

    private sealed record Reference(TableName From, TableName To, bool IsReadable, IReadOnlyList<string> Columns, IReadOnlyList<string> Referenced);
}
