using System.Security.Cryptography;
using System.Text;
using MySqlConnector;

namespace Reprise.DemoData.Sources;

/// <summary>Creates one legacy database, fills it, and gives it an account that can only read.</summary>
internal static class SourceDatabase
{
    /// <summary>Well below the smallest max_allowed_packet in use (16 MB), and large enough for the round trips not to count.</summary>
    private const int StatementCharacters = 512 * 1024;

    /// <returns>The connection string of the reading account.</returns>
    public static async Task<string> CreateAsync(DemoOptions options, ISourceShape shape, CancellationToken cancellationToken)
    {
        var database = options.Prefix + shape.Suffix;
        var admin = new MySqlConnectionStringBuilder(options.MariaDb) { Database = "", Pooling = false };
        await using var connection = new MySqlConnection(admin.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            $"""
            SET SESSION sql_mode = '', time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0;
            DROP DATABASE IF EXISTS `{database}`;
            CREATE DATABASE `{database}` CHARACTER SET {shape.CharacterSet};
            USE `{database}`;
            {EmbeddedScript.Read(shape.Script)}
            """,
            cancellationToken);
        foreach (var table in shape.Tables())
        {
            shape.Truth.Counts[table.Name] = await FillAsync(connection, table, cancellationToken);
        }

        return await CreateReaderAsync(connection, options, shape, cancellationToken);
    }

    private static async Task<long> FillAsync(MySqlConnection connection, SourceTable table, CancellationToken cancellationToken)
    {
        var insert = $"INSERT INTO `{table.Name}` ({string.Join(", ", table.Columns.Select(column => $"`{column}`"))}) VALUES ";
        var sql = new StringBuilder(StatementCharacters + 4096);
        var rows = 0L;
        await ExecuteAsync(connection, "START TRANSACTION", cancellationToken);
        foreach (var row in table.Rows)
        {
            sql.Append(sql.Length == 0 ? insert : ",");
            SqlText.AppendRow(sql, row);
            rows++;
            if (sql.Length >= StatementCharacters)
            {
                await ExecuteAsync(connection, sql.ToString(), cancellationToken);
                sql.Clear();
            }
        }

        if (sql.Length > 0)
        {
            await ExecuteAsync(connection, sql.ToString(), cancellationToken);
        }

        await ExecuteAsync(connection, "COMMIT", cancellationToken);
        return rows;
    }

    /// <summary>
    /// SELECT and SHOW VIEW read tables, views and their definitions. LOCK TABLES holds MyISAM still, which a transaction does
    /// not. REPLICATION CLIENT (MariaDB: BINLOG MONITOR) says at which binary-log position the copy was taken; it is
    /// server-wide but shows no row. Nothing lets the account write, and no other database is visible to it.
    /// </summary>
    private static async Task<string> CreateReaderAsync(
        MySqlConnection connection, DemoOptions options, ISourceShape shape, CancellationToken cancellationToken)
    {
        var account = $"{options.Prefix}src_{shape.Suffix}";
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);

        // An underscore is a wildcard in the database name of a grant.
        var granted = (options.Prefix + shape.Suffix).Replace("_", @"\_", StringComparison.Ordinal);

        // An anonymous user of localhost, which old installations have, would win over '%' there.
        foreach (var host in new[] { "%", "localhost" })
        {
            await ExecuteAsync(
                connection,
                $"""
                DROP USER IF EXISTS '{account}'@'{host}';
                CREATE USER '{account}'@'{host}' IDENTIFIED BY '{password}';
                GRANT SELECT, SHOW VIEW, LOCK TABLES ON `{granted}`.* TO '{account}'@'{host}';
                GRANT REPLICATION CLIENT ON *.* TO '{account}'@'{host}';
                """,
                cancellationToken);
        }

        return new MySqlConnectionStringBuilder(options.MariaDb)
        {
            UserID = account,
            Password = password,
            Database = options.Prefix + shape.Suffix,
        }.ConnectionString;
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
