using System.Security.Cryptography;
using Npgsql;

namespace Reprise.DemoData.Target;

/// <summary>Creates the application's database, its owner, and the role of the migration.</summary>
internal static class TargetDatabase
{
    /// <returns>The connection string of the migration role.</returns>
    public static async Task<string> CreateAsync(
        DemoOptions options, IReadOnlyList<ApplicationRow> rows, CancellationToken cancellationToken)
    {
        var database = $"{options.Prefix}app";
        var owner = $"{options.Prefix}app_owner";
        var role = $"{options.Prefix}reprise";
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);

        // A pooled connection would outlive the database and be handed out again after it was dropped.
        var admin = new NpgsqlConnectionStringBuilder(options.Postgres) { Pooling = false };
        await using (var connection = new NpgsqlConnection(admin.ConnectionString))
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", cancellationToken);
            await ExecuteAsync(connection, Roles(owner, role, password), cancellationToken);
            await ExecuteAsync(
                connection, $"CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'", cancellationToken);
            await ExecuteAsync(connection, $"GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {database} TO {role}", cancellationToken);
        }

        admin.Database = database;
        await using (var connection = new NpgsqlConnection(admin.ConnectionString))
        {
            await connection.OpenAsync(cancellationToken);

            // Before PostgreSQL 15 everybody may create tables in public.
            await ExecuteAsync(
                connection,
                $"REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE, CREATE ON SCHEMA public TO {owner}; SET ROLE {owner}",
                cancellationToken);
            var script = EmbeddedScript.Read("target.sql").Replace(":\"migration_role\"", role, StringComparison.Ordinal);
            await ExecuteAsync(connection, script, cancellationToken);
            await ApplicationRows.WriteAsync(connection, rows, cancellationToken);
        }

        return new NpgsqlConnectionStringBuilder(options.Postgres) { Username = role, Password = password, Database = database }
            .ConnectionString;
    }

    /// <summary>Roles are kept from one time to the next: one that owns something elsewhere could not be dropped.</summary>
    private static string Roles(string owner, string role, string password) =>
        $"""
        DO $roles$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{owner}') THEN CREATE ROLE {owner}; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role}; END IF;
        END $roles$;
        ALTER ROLE {role} WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{password}';
        GRANT {owner} TO CURRENT_USER;
        """;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
