using Npgsql;
using Reprise.Core.Problems;

namespace Reprise.Postgres.Connections;

/// <summary>What the server or the wire said, as a failure that says where and what to do.</summary>
/// <remarks>The server's own text may quote a value (22P02, 23505): neither it nor the exception that holds it goes on, since logs write inner exceptions too.</remarks>
internal static class PostgresErrors
{
    /// <summary>The failure behind an exception of the driver.</summary>
    public static RepriseException Translate(NpgsqlException exception, NpgsqlDataSource source)
    {
        var place = Place(source);
        return exception switch
        {
            PostgresException { SqlState: "28P01" or "28000" } => new RepriseException(
                ErrorCodes.ConnectionFailed, $"{place} refuses the account. Check user and password of the target's connection string."),
            PostgresException { SqlState: "3D000" } => new RepriseException(
                ErrorCodes.ConnectionFailed, $"{place}: there is no such database. Check the target's connection string."),
            PostgresException { SqlState: "42501" } server => new RepriseException(
                "target_denied", $"{place} denies access{About(server)} (42501). 'reprise check' names the missing privilege."),
            PostgresException { SqlState: PostgresErrorCodes.ProgramLimitExceeded } server => new RepriseException(
                "target_limit",
                $"{place} cannot hold a row or a key of this size (54000{About(server)}): the columns of a row must fit into 8 KB where their types have a fixed size. Choose narrower types for the table's columns ('types' of the entity), or map it by a plan that leaves some of them out."),
            PostgresException server => new RepriseException(
                "target_failed", $"{place} failed with SQLSTATE {server.SqlState}{About(server)}.", IsTransient(server)),
            _ => new RepriseException(ErrorCodes.ConnectionFailed, $"{place} cannot be reached or broke the connection. Check that it runs and is reachable from here.", isTransient: true, exception),
        };
    }

    /// <summary>States after which the same statement may succeed: lost connections, conflicts, lack of room, locks, shutdown.</summary>
    /// <remarks>Classes as in https://www.postgresql.org/docs/current/errcodes-appendix.html.</remarks>
    private static bool IsTransient(PostgresException exception) =>
        exception.IsTransient
        || exception.SqlState[..2] is "08" or "53" or "58"
        || exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    private static string About(PostgresException exception)
    {
        var parts = new (string Word, string? Name)[]
        {
            ("schema", exception.SchemaName),
            ("table", exception.TableName),
            ("column", exception.ColumnName),
            ("constraint", exception.ConstraintName),
            ("in", exception.Routine),
        };
        var named = string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part.Name)).Select(part => $"{part.Word} {part.Name}"));
        return named.Length == 0 ? string.Empty : $" ({named})";
    }

    private static string Place(NpgsqlDataSource source)
    {
        var builder = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return $"PostgreSQL at {builder.Host}:{builder.Port}, database {builder.Database},".TrimEnd(',');
    }
}
