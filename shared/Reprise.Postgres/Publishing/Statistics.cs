using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Publishing;

/// <summary>Refreshes the planner's statistics of tables that were written to, where the role may; elsewhere autovacuum does it.</summary>
internal static class Statistics
{
    /// <summary>Whoever owns a table may analyze it, and from PostgreSQL 17 whoever has MAINTAIN on it (https://www.postgresql.org/docs/current/sql-analyze.html).</summary>
    private const string Permitted = """
        SELECT DISTINCT n.nspname, c.relname
        FROM unnest($1::text[], $2::text[]) AS wanted (schema, name)
        JOIN pg_namespace AS n ON n.nspname = wanted.schema
        JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = wanted.name
        WHERE pg_has_role(c.relowner, 'USAGE')
           OR EXISTS (SELECT FROM aclexplode(c.relacl) AS grant_ WHERE grant_.privilege_type = 'MAINTAIN' AND (grant_.grantee = 0 OR pg_has_role(grant_.grantee, 'USAGE')))
        """;

    private static readonly TableName Crosswalk = new("reprise", "crosswalk");

    /// <summary>Refreshes those of target tables and of the crosswalk, which the next run looks its rows up in.</summary>
    /// <returns>How many tables were analyzed.</returns>
    public static async Task<int> RefreshAsync(NpgsqlConnection connection, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken)
    {
        TableName[] written = [.. tables.Select(table => table.Target.Name), Crosswalk];
        var permitted = await connection.QueryAsync(
            Permitted,
            [written.Select(table => table.Schema).ToArray(), written.Select(table => table.Table).ToArray()],
            reader => new TableName(reader.GetString(0), reader.GetString(1)),
            cancellationToken);
        foreach (var table in permitted)
        {
            // The lot is published: a table that somebody else holds is left to autovacuum rather than waited for.
            await connection.ExecuteAsync($"ANALYZE (SKIP_LOCKED) {Sql.Quote(table)}", [], cancellationToken);
        }

        return permitted.Count;
    }
}
