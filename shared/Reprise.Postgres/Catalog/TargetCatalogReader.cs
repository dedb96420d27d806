using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Catalog;

/// <summary>Reads tables, columns, keys, unique indexes and checks from pg_catalog, all of the database in four queries.</summary>
internal static class TargetCatalogReader
{
    private const string Tables = """
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
          AND n.nspname <> 'reprise' AND n.nspname NOT LIKE 'reprise\_stage\_%'
        """;

    private const string ColumnSql = $"""
        WITH t AS (SELECT c.oid, n.nspname, c.relname {Tables})
        SELECT t.nspname, t.relname, a.attname, b.typname, b.typtype::text,
               CASE WHEN y.typtype = 'd' THEN y.typtypmod ELSE a.atttypmod END,
               format_type(a.atttypid, a.atttypmod),
               CASE WHEN b.typtype = 'e' THEN ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = b.oid ORDER BY enumsortorder) END,
               NOT (a.attnotnull OR y.typnotnull), a.atthasdef OR a.attidentity <> '' OR y.typdefault IS NOT NULL, a.attidentity <> '', a.attgenerated <> '',
               s.nspname, s.relname
        FROM t
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type AS y ON y.oid = a.atttypid
        JOIN pg_type AS b ON b.oid = CASE WHEN y.typtype = 'd' THEN y.typbasetype ELSE y.oid END
        LEFT JOIN LATERAL (
            -- The owned or identity sequence; else the unowned one that Doctrine's SEQUENCE strategy names table_column_seq.
            SELECT sn.nspname, sc.relname
            FROM pg_class AS sc JOIN pg_namespace AS sn ON sn.oid = sc.relnamespace
            WHERE sc.oid = coalesce(
                pg_get_serial_sequence(format('%I.%I', t.nspname, t.relname), a.attname)::regclass,
                (SELECT u.oid FROM pg_class AS u WHERE u.relkind = 'S' AND u.relname = t.relname || '_' || a.attname || '_seq'
                   AND u.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = t.nspname)))
        ) AS s ON true
        ORDER BY t.nspname, t.relname, a.attnum
        """;

    private const string IndexSql = $"""
        WITH t AS (SELECT c.oid, n.nspname, c.relname {Tables})
        SELECT t.nspname, t.relname, i.relname, x.indisprimary,
               ARRAY(SELECT pg_get_indexdef(x.indexrelid, k, true) FROM generate_series(1, x.indnkeyatts) AS k ORDER BY k),
               pg_get_expr(x.indpred, x.indrelid), x.indnullsnotdistinct,
               ARRAY(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY AS k (attnum, ord)
                     JOIN pg_attribute AS a ON a.attrelid = x.indrelid AND a.attnum = k.attnum WHERE k.ord <= x.indnkeyatts ORDER BY k.ord)
        FROM t
        JOIN pg_index AS x ON x.indrelid = t.oid AND x.indisunique AND x.indisvalid
        JOIN pg_class AS i ON i.oid = x.indexrelid
        ORDER BY i.relname
        """;

    private const string ForeignKeySql = $"""
        WITH t AS (SELECT c.oid, n.nspname, c.relname {Tables})
        SELECT t.nspname, t.relname, f.conname, rn.nspname, rc.relname,
               ARRAY(SELECT a.attname::text FROM unnest(f.conkey) WITH ORDINALITY AS k (attnum, ord)
                     JOIN pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = k.attnum ORDER BY k.ord),
               ARRAY(SELECT a.attname::text FROM unnest(f.confkey) WITH ORDINALITY AS k (attnum, ord)
                     JOIN pg_attribute AS a ON a.attrelid = f.confrelid AND a.attnum = k.attnum ORDER BY k.ord)
        FROM t
        JOIN pg_constraint AS f ON f.conrelid = t.oid AND f.contype = 'f'
        JOIN pg_class AS rc ON rc.oid = f.confrelid
        JOIN pg_namespace AS rn ON rn.oid = rc.relnamespace
        ORDER BY f.conname
        """;

    private const string CheckSql = $"""
        WITH t AS (SELECT c.oid, n.nspname, c.relname {Tables})
        SELECT t.nspname, t.relname, k.conname, pg_get_expr(k.conbin, k.conrelid)
        FROM t
        JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype = 'c'
        ORDER BY k.conname
        """;

    /// <summary>The catalog.</summary>
    public static async Task<TargetCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var columns = (await connection.QueryAsync(ColumnSql, [], reader => (Table: Name(reader), Column: Column(reader)), cancellationToken)).ToLookup(entry => entry.Table, entry => entry.Column);
        var indexes = (await connection.QueryAsync(IndexSql, [], reader => (Table: Name(reader), IsPrimary: reader.GetBoolean(3), Columns: reader.GetFieldValue<string[]>(7), Index: Index(reader)), cancellationToken)).ToLookup(entry => entry.Table);
        var foreignKeys = (await connection.QueryAsync(ForeignKeySql, [], reader => (Table: Name(reader), Key: ForeignKey(reader)), cancellationToken)).ToLookup(entry => entry.Table, entry => entry.Key);
        var checks = (await connection.QueryAsync(CheckSql, [], reader => (Table: Name(reader), Check: new TargetCheck(reader.GetString(2), reader.GetString(3))), cancellationToken)).ToLookup(entry => entry.Table, entry => entry.Check);
        var tables = columns.Select(table => new TargetTable(
            table.Key,
            [.. table],
            indexes[table.Key].Where(entry => entry.IsPrimary).Select(entry => entry.Columns).FirstOrDefault() ?? [],
            [.. foreignKeys[table.Key]],
            [.. indexes[table.Key].Select(entry => entry.Index)],
            [.. checks[table.Key]]));
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
}
