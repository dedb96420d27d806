using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Problems;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Checks;

/// <summary>What the account lacks in the target, each with the statement that grants it.</summary>
internal sealed class TargetCheckup(Database database)
{
    /// <summary>PostgreSQL 15 is the oldest version that is tried.</summary>
    private const int OldestVersion = 15;

    private const string ConfigurationFile = "reprise.yaml";

    private const string MissingPrivilege = "missing_privilege";

    public Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<TableName> tables, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<Problem>>(
        async connection =>
        {
            var problems = new List<Problem>();
            if (connection.PostgreSqlVersion.Major < OldestVersion)
            {
                problems.Add(new Problem("target_version", $"The target is PostgreSQL {connection.PostgreSqlVersion}.", $"Use PostgreSQL {OldestVersion} or newer.", ConfigurationFile));
            }

            // A table that is not there is the plan's problem, which planning names with its line.
            object?[] wanted = [tables.Select(table => table.Schema).ToArray(), tables.Select(table => table.Table).ToArray()];
            foreach (var query in (string[])[DatabaseRights, SchemaRights, TableRights, SequenceRights])
            {
                problems.AddRange(await connection.QueryAsync(query, query == DatabaseRights ? [] : wanted, Lacking, cancellationToken));
            }

            problems.AddRange(await connection.QueryAsync(RowSecurity, wanted, Hidden, cancellationToken));
            return problems;
        },
        cancellationToken);

    private const string Wanted = """
        WITH t AS (
            SELECT DISTINCT c.oid, n.oid AS schema, quote_ident(n.nspname) AS schema_name, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
            FROM unnest($1::text[], $2::text[]) AS wanted (schema, name)
            JOIN pg_namespace AS n ON n.nspname = wanted.schema
            JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = wanted.name)
        """;

    private const string DatabaseRights = """
        SELECT quote_ident(current_user), 'CREATE', 'DATABASE ' || quote_ident(current_database())
        WHERE NOT has_database_privilege(current_database(), 'CREATE')
        """;

    private const string SchemaRights = $"""
        {Wanted}
        SELECT DISTINCT quote_ident(current_user), 'USAGE', 'SCHEMA ' || schema_name FROM t WHERE NOT has_schema_privilege(schema, 'USAGE') ORDER BY 3
        """;

    private const string TableRights = $"""
        {Wanted}
        SELECT quote_ident(current_user), string_agg(r.name, ', ' ORDER BY r.number), 'TABLE ' || t.name
        FROM t
        CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) WITH ORDINALITY AS r (name, number)
        WHERE NOT has_table_privilege(t.oid, r.name)
        GROUP BY t.name ORDER BY t.name
        """;

    /// <summary>Sequences that number a column, owned or named as Doctrine does. CASE, because conditions are tried in any order, and asking for the privilege on what is no sequence is an error.</summary>
    private const string SequenceRights = $"""
        {Wanted},
        sequences AS (
            SELECT DISTINCT s.oid, s.relkind, quote_ident(n.nspname) || '.' || quote_ident(s.relname) AS name
            FROM t
            JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_class AS c ON c.oid = t.oid
            JOIN pg_class AS s ON s.relkind = 'S' AND (
                (s.relnamespace = t.schema AND s.relname = c.relname || '_' || a.attname || '_seq')
                OR EXISTS (SELECT FROM pg_depend AS o
                           WHERE o.classid = 'pg_class'::regclass AND o.objid = s.oid AND o.refclassid = 'pg_class'::regclass
                             AND o.refobjid = t.oid AND o.refobjsubid = a.attnum AND o.deptype IN ('a', 'i')))
            JOIN pg_namespace AS n ON n.oid = s.relnamespace)
        SELECT quote_ident(current_user), 'USAGE', 'SEQUENCE ' || name
        FROM sequences
        WHERE CASE WHEN relkind = 'S' THEN NOT has_sequence_privilege(oid, 'USAGE') AND NOT has_sequence_privilege(oid, 'UPDATE') END
        ORDER BY name
        """;

    private const string RowSecurity = $"""
        {Wanted}
        SELECT quote_ident(current_user), name FROM t WHERE row_security_active(oid) ORDER BY name
        """;

    private static Problem Lacking(NpgsqlDataReader reader)
    {
        var (role, rights, what) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
        return new Problem(MissingPrivilege, $"The role {role} lacks {rights} on {what}.", $"GRANT {rights} ON {what} TO {role};", ConfigurationFile);
    }

    private static Problem Hidden(NpgsqlDataReader reader)
    {
        var (role, table) = (reader.GetString(0), reader.GetString(1));
        return new Problem(
            "row_security",
            $"Row-level security hides rows of {table} from the role {role}: what is there already would be loaded again.",
            $"ALTER ROLE {role} BYPASSRLS;",
            ConfigurationFile);
    }
}
