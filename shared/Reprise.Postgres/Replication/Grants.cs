using Npgsql;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Replication;

/// <summary>Gives the readers of the schema in use the same rights in the one that takes its place, table by table.</summary>
internal static class Grants
{
    /// <summary>Statements as text made by the server, which quotes the names in them. Rights on columns are not carried.</summary>
    private const string Statements = """
        SELECT format('GRANT %s ON SCHEMA %I TO %s%s', a.privilege_type, $2, role.name, CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
        FROM pg_namespace AS n
        CROSS JOIN aclexplode(n.nspacl) AS a
        CROSS JOIN LATERAL (SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS name) AS role
        WHERE n.nspname = $1 AND a.grantee <> n.nspowner
        UNION ALL
        SELECT format('GRANT %s ON TABLE %I.%I TO %s%s', a.privilege_type, $2, fresh.relname, role.name, CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
        FROM pg_namespace AS n
        JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relkind = 'r'
        JOIN pg_namespace AS m ON m.nspname = $2
        JOIN pg_class AS fresh ON fresh.relnamespace = m.oid AND fresh.relname = c.relname AND fresh.relkind = 'r'
        CROSS JOIN aclexplode(c.relacl) AS a
        CROSS JOIN LATERAL (SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS name) AS role
        WHERE n.nspname = $1 AND a.grantee <> c.relowner
        """;

    public static async Task CopyAsync(NpgsqlConnection connection, string from, string to, CancellationToken cancellationToken)
    {
        foreach (var statement in await connection.QueryAsync(Statements, [from, to], reader => reader.GetString(0), cancellationToken))
        {
            await connection.ExecuteAsync(statement, [], cancellationToken);
        }
    }
}
