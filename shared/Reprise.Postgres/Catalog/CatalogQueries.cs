namespace Reprise.Postgres.Catalog;

/// <summary>Queries over pg_catalog. Names are joined by their numbers, never looked up as text: a lookup would fail in schemas that the role may not use.</summary>
internal static class CatalogQueries
{
    private const string Tables = """
        WITH t AS (
            SELECT c.oid, c.relnamespace, n.nspname, c.relname
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
              AND n.nspname <> 'reprise' AND n.nspname NOT LIKE 'reprise\_stage\_%')
        """;

    /// <summary>Domains count as the type at their base: a staged value has to be there before the domain's checks can hold it back.</summary>
    public const string Columns = $"""
        {Tables}
        SELECT t.nspname, t.relname, a.attname, b.typname, b.typtype::text, d.modifier, format_type(b.oid, d.modifier),
               CASE WHEN b.typtype = 'e' THEN ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = b.oid ORDER BY enumsortorder) END,
               NOT (a.attnotnull OR d.required), a.atthasdef OR a.attidentity <> '' OR d.fallback, a.attidentity <> '', a.attgenerated <> '',
               s.nspname, s.relname
        FROM t
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN LATERAL (
            WITH RECURSIVE chain (type, modifier, required, fallback) AS (
                SELECT a.atttypid, a.atttypmod, false, false
                UNION ALL
                SELECT y.typbasetype, y.typtypmod, chain.required OR y.typnotnull, chain.fallback OR y.typdefault IS NOT NULL
                FROM chain JOIN pg_type AS y ON y.oid = chain.type AND y.typtype = 'd')
            SELECT * FROM chain
        ) AS d ON true
        JOIN pg_type AS b ON b.oid = d.type AND b.typtype <> 'd'
        LEFT JOIN LATERAL (
            -- The sequence of the identity, of the default, or owned; else the unowned one that Doctrine's SEQUENCE strategy names table_column_seq.
            SELECT sn.nspname, sc.relname
            FROM (
                SELECT o.objid AS oid, CASE o.deptype WHEN 'i' THEN 1 ELSE 3 END AS rank
                FROM pg_depend AS o
                WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass
                  AND o.refobjid = t.oid AND o.refobjsubid = a.attnum AND o.deptype IN ('a', 'i')
                UNION ALL
                SELECT o.refobjid, 2
                FROM pg_attrdef AS f
                JOIN pg_depend AS o ON o.classid = 'pg_attrdef'::regclass AND o.objid = f.oid AND o.refclassid = 'pg_class'::regclass
                WHERE f.adrelid = t.oid AND f.adnum = a.attnum
                UNION ALL
                SELECT u.oid, 4 FROM pg_class AS u WHERE u.relnamespace = t.relnamespace AND u.relname = t.relname || '_' || a.attname || '_seq'
            ) AS candidate
            JOIN pg_class AS sc ON sc.oid = candidate.oid AND sc.relkind = 'S'
            JOIN pg_namespace AS sn ON sn.oid = sc.relnamespace
            ORDER BY candidate.rank LIMIT 1
        ) AS s ON true
        ORDER BY t.nspname, t.relname, a.attnum
        """;

    /// <summary>A key part's own collation is part of its expression where it is not the column's.</summary>
    public const string UniqueIndexes = $"""
        {Tables}
        SELECT t.nspname, t.relname, i.relname, x.indisprimary,
               ARRAY(SELECT pg_get_indexdef(x.indexrelid, k, true)
                         || coalesce((SELECT format(' COLLATE %I.%I', ln.nspname, l.collname)
                                      FROM pg_collation AS l
                                      JOIN pg_namespace AS ln ON ln.oid = l.collnamespace
                                      LEFT JOIN pg_attribute AS a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[k - 1] AND a.attnum > 0
                                      WHERE l.oid = x.indcollation[k - 1] AND l.oid <> coalesce(a.attcollation, 'pg_catalog."default"'::regcollation)), '')
                     FROM generate_series(1, x.indnkeyatts) AS k ORDER BY k),
               pg_get_expr(x.indpred, x.indrelid), x.indnullsnotdistinct,
               ARRAY(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY AS k (attnum, ord)
                     JOIN pg_attribute AS a ON a.attrelid = x.indrelid AND a.attnum = k.attnum WHERE k.ord <= x.indnkeyatts ORDER BY k.ord)
        FROM t
        JOIN pg_index AS x ON x.indrelid = t.oid AND x.indisunique AND x.indisvalid
        JOIN pg_class AS i ON i.oid = x.indexrelid
        ORDER BY i.relname
        """;

    public const string ForeignKeys = $"""
        {Tables}
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

    public const string Checks = $"""
        {Tables}
        SELECT t.nspname, t.relname, k.conname, pg_get_expr(k.conbin, k.conrelid)
        FROM t
        JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype = 'c'
        ORDER BY k.conname
        """;

    public const string DomainChecks = $"""
        {Tables}
        SELECT t.nspname, t.relname, k.conname, a.attname, pg_get_expr(k.conbin, 0)
        FROM t
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN LATERAL (
            WITH RECURSIVE chain (type) AS (
                SELECT a.atttypid
                UNION ALL
                SELECT y.typbasetype FROM chain JOIN pg_type AS y ON y.oid = chain.type AND y.typtype = 'd')
            SELECT type FROM chain
        ) AS d ON true
        JOIN pg_constraint AS k ON k.contypid = d.type AND k.contype = 'c'
        ORDER BY k.conname, a.attnum
        """;
}
