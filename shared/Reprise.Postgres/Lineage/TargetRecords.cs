using System.Text;
using System.Text.Json;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Lineage;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Replication;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;
using Reprise.Postgres.Verification;

namespace Reprise.Postgres.Lineage;

/// <summary>Reads single records of the target.</summary>
internal sealed class TargetRecords(Database database) : ITargetRecords
{
    /// <summary>Schemas of staging, of runs under way and of what was replaced are nobody's records.</summary>
    private const string Ours = """(n.nspname IN ('pg_catalog', 'information_schema', 'reprise') OR n.nspname LIKE 'pg\_%' OR n.nspname LIKE 'reprise\_stage\_%' OR (obj_description(n.oid, 'pg_namespace') = $2 AND n.nspname ~ '__(previous|[0-9]{14}_[a-z0-9]{4})$'))""";

    public Task<IReadOnlyList<RecordTable>> FindTablesAsync(string name, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<RecordTable>>(
        async connection => await connection.QueryAsync(
            $"""
            SELECT n.nspname, c.relname, coalesce(obj_description(n.oid, 'pg_namespace') = $2, false),
                   ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS p (number, place) JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.number ORDER BY p.place),
                   ARRAY(SELECT format_type(a.atttypid, -1) FROM unnest(i.indkey) WITH ORDINALITY AS p (number, place) JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.number ORDER BY p.place)
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            LEFT JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relkind IN ('r', 'p') AND NOT {Ours} AND (c.relname = $1 OR n.nspname || '.' || c.relname = $1)
            ORDER BY 1, 2
            """,
            [name, StagingNames.Marker],
            reader => new RecordTable(
                new TableName(reader.GetString(0), reader.GetString(1)),
                [.. reader.GetFieldValue<string[]>(3).Zip(reader.GetFieldValue<string[]>(4), (column, type) => new RecordKeyColumn(column, type))],
                reader.GetBoolean(2)),
            cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<string>?> NormaliseAsync(RecordTable table, IReadOnlyList<string> id, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            try
            {
                return (await connection.QueryAsync<IReadOnlyList<string>?>(
                    $"SELECT ARRAY[{string.Join(", ", table.Key.Select((column, i) => $"(${i + 1}::text)::{column.Type}::text"))}]",
                    [.. id],
                    reader => reader.GetFieldValue<string[]>(0),
                    cancellationToken))[0];
            }
            catch (PostgresException exception) when (IsMisfit(exception))
            {
                return null;
            }
        },
        cancellationToken);

    public Task<FoundRecordContent?> ReadAsync(RunTable table, string id, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            var column = Sql.Quote(table.Id!.Column);
            var from = $"FROM {Sql.Quote(table.Target.Name)} AS t WHERE t.{column} = $1::text::{PgTypes.Sql(table.Target.Find(table.Id.Column)!.Type)}";
            if (await FirstAsync(connection, $"SELECT to_jsonb(t)::text {from}", id, cancellationToken) is not { } content)
            {
                return null;
            }

            using var document = JsonDocument.Parse(content);
            string[] columns = [.. table.Rules.Select(rule => rule.Column)];
            var hash = columns.All(name => document.RootElement.TryGetProperty(name, out _))
                ? await FirstAsync(connection, $"SELECT ({RecordContent.Hash("t", columns)})::text {from}", id, cancellationToken)
                : null;
            return new FoundRecordContent(content, hash is null ? null : Guid.Parse(hash));
        },
        cancellationToken);

    public Task<FoundReplica?> ReadReplicaAsync(RunPlan plan, RunTable table, RecordTable record, IReadOnlyList<string> id, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(TargetText.Settings, [], cancellationToken);
            var cells = table.Rules.Select(rule => TargetText.Of(table.Target.Find(rule.Column)!.Type, $"t.{Sql.Quote(rule.Column)}"));
            var where = record.Key.Select((column, i) => $"t.{Sql.Quote(column.Name)} = ${i + 1}::text::{column.Type}");
            try
            {
                return (await connection.QueryAsync(
                    $"SELECT to_jsonb(t)::text, {RowKeys.AfterRespelling(plan, table, "t")}, {string.Join(", ", cells)} FROM {Sql.Quote(table.Target.Name)} AS t WHERE {string.Join(" AND ", where)} ",
                    [.. id],
                    reader => new FoundReplica(reader.GetString(0), reader.Nullable<string>(1), Cells(reader, first: 2)),
                    cancellationToken)) is [var only] ? only : null;
            }
            catch (PostgresException exception) when (IsMisfit(exception))
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>A text that is no value of a type: class 22, data exceptions.</summary>
    private static bool IsMisfit(PostgresException exception) => exception.SqlState.StartsWith("22", StringComparison.Ordinal);

    private static async Task<string?> FirstAsync(NpgsqlConnection connection, string sql, string id, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql, id);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static CellRow Cells(NpgsqlDataReader reader, int first)
    {
        var row = new CellRow();
        for (var i = first; i < reader.FieldCount; i++)
        {
            if (reader.IsDBNull(i))
            {
                row.AppendNull();
            }
            else
            {
                row.Append(reader.GetFieldType(i) == typeof(byte[]) ? reader.GetFieldValue<byte[]>(i) : Encoding.UTF8.GetBytes(reader.GetString(i)));
            }
        }

        return row;
    }
}
