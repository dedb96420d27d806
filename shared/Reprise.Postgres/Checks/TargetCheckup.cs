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

    private static readonly string[] TableRights = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    public Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<TableName> tables, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<Problem>>(
        async connection =>
        {
            var problems = new List<Problem>();
            if (connection.PostgreSqlVersion.Major < OldestVersion)
            {
                problems.Add(new Problem("target_version", $"The target is PostgreSQL {connection.PostgreSqlVersion}.", $"Use PostgreSQL {OldestVersion} or newer.", ConfigurationFile));
            }

            await CheckDatabaseAsync(connection, problems, cancellationToken);
            foreach (var table in tables)
            {
                await CheckTableAsync(connection, table, problems, cancellationToken);
            }

            return problems;
        },
        cancellationToken);

    private const string ConfigurationFile = "reprise.yaml";

    private static async Task CheckDatabaseAsync(NpgsqlConnection connection, List<Problem> problems, CancellationToken cancellationToken)
    {
        var (database, role, mayCreate) = (await connection.QueryAsync(
            "SELECT quote_ident(current_database()), quote_ident(current_user), has_database_privilege(current_database(), 'CREATE')",
            [],
            reader => (reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)),
            cancellationToken))[0];
        if (!mayCreate)
        {
            problems.Add(new Problem("missing_privilege", $"The role {role} may not create schemas in database {database}.", $"GRANT CREATE ON DATABASE {database} TO {role};", ConfigurationFile));
        }
    }

    private static async Task CheckTableAsync(NpgsqlConnection connection, TableName table, List<Problem> problems, CancellationToken cancellationToken)
    {
        // A table that is not there is the plan's problem, which planning names with its line.
        var missing = await connection.QueryAsync(
            """
            SELECT r, quote_ident(current_user), quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            CROSS JOIN unnest($3) AS r
            WHERE n.nspname = $1 AND c.relname = $2 AND (NOT has_schema_privilege(n.oid, 'USAGE') OR NOT has_table_privilege(c.oid, r))
            """,
            [table.Schema, table.Table, TableRights],
            reader => (Right: reader.GetString(0), Role: reader.GetString(1), Table: reader.GetString(2)),
            cancellationToken);
        if (missing.Count > 0)
        {
            var rights = string.Join(", ", missing.Select(entry => entry.Right));
            problems.Add(new Problem(
                "missing_privilege",
                $"The role {missing[0].Role} lacks {rights} on {missing[0].Table}.",
                $"GRANT {rights} ON {missing[0].Table} TO {missing[0].Role};",
                ConfigurationFile));
        }
    }
}
