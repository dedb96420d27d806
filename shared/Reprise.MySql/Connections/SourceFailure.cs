using MySqlConnector;
using Reprise.Core.Problems;

namespace Reprise.MySql.Connections;

/// <summary>A failure of the driver or the server in our words.</summary>
/// <remarks>
/// Messages of the server may quote the account, a key or a value, so only those that can hold nothing but names are repeated, and the
/// driver's exception is not kept: whoever logs ours with its inner exceptions must not log a secret.
/// </remarks>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What happened and where.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="IsTransient">True when it may pass by itself.</param>
internal sealed record SourceFailure(string Code, string Message, string Remedy, bool IsTransient)
{
    // https://mariadb.com/kb/en/mariadb-error-code-reference/ and https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
    private const int AccessDeniedNoPassword = 1698;
    private const int MariaDbConnectionKilled = 1927;
    private const int MySqlDisconnectedByInactivity = 4031;

    /// <summary>What went wrong while connecting.</summary>
    public static SourceFailure OfConnecting(Exception failure, SourceSettings settings)
    {
        var number = failure is MySqlException known ? known.Number : 0;
        return number switch
        {
            (int)MySqlErrorCode.AccessDenied or AccessDeniedNoPassword => Refused(
                $"{settings.Place} refuses the account for database {settings.Database}: unknown account, wrong password, or not allowed from this host.",
                "Correct user and password in the entity's connection string, or have the account allowed from this host."),
            (int)MySqlErrorCode.DatabaseAccessDenied => Refused(
                $"The account may not use database {settings.Database} at {settings.Place}.",
                Grants.Remedy("SELECT, LOCK TABLES", settings)),
            (int)MySqlErrorCode.UnknownDatabase => Refused(
                $"There is no database {settings.Database} at {settings.Place}.",
                "Correct Database= in the entity's connection string."),
            (int)MySqlErrorCode.ConnectionCountError or (int)MySqlErrorCode.TooManyUserConnections or (int)MySqlErrorCode.UserLimitReached => new SourceFailure(
                ErrorCodes.ConnectionFailed,
                $"{settings.Place} takes no more connections (error {number}).",
                "Lower the parallelism of the plan or raise max_connections or the account's limits.",
                IsTransient: true),
            _ => Unreachable(failure, settings),
        };
    }

    /// <summary>What went wrong in a statement.</summary>
    /// <param name="failure">The driver's exception.</param>
    /// <param name="settings">Where.</param>
    /// <param name="work">What was being done, such as <c>reading table adherent</c>.</param>
    public static SourceFailure OfWork(Exception failure, SourceSettings settings, string work)
    {
        if (failure is not MySqlException known || IsConnectionLost(failure))
        {
            return new SourceFailure(ErrorCodes.SourceFailed, $"The connection to {settings.Place} was lost while {work} ({Detail(failure)}).", "The step is tried again.", IsTransient: true);
        }

        return known.Number switch
        {
            (int)MySqlErrorCode.LockWaitTimeout => new SourceFailure(
                ErrorCodes.SourceFailed,
                $"Tables of {settings} stayed locked by others while {work}.",
                "The step is tried again; choose an hour with less traffic if it keeps failing.",
                IsTransient: true),
            (int)MySqlErrorCode.TableAccessDenied or (int)MySqlErrorCode.ColumnAccessDenied or (int)MySqlErrorCode.DatabaseAccessDenied => new SourceFailure(
                ErrorCodes.SourceFailed,
                $"The account lacks a privilege at {settings.Place} for {work} (error {known.Number}).",
                Grants.Remedy("SELECT", settings),
                IsTransient: false),
            _ => new SourceFailure(
                ErrorCodes.SourceFailed,
                $"{settings.Place} failed while {work}, database {settings.Database} ({Detail(failure)}).",
                "See the server's error log.",
                known.IsTransient || known.ErrorCode == MySqlErrorCode.QueryInterrupted),
        };
    }

    /// <summary>True when the session behind the failure is gone, and with it its transaction.</summary>
    public static bool IsConnectionLost(Exception failure) => failure switch
    {
        // An error without SQLSTATE was not sent by the server: it comes from the wire.
        MySqlException { SqlState: null } => true,
        MySqlException known => known.Number is (int)MySqlErrorCode.ServerShutdown or MariaDbConnectionKilled or MySqlDisconnectedByInactivity,
        IOException => true,
        _ => false,
    };

    /// <summary>True for exceptions that this class can put into words.</summary>
    public static bool IsKnown(Exception failure) => failure is MySqlException or IOException;

    private static SourceFailure Refused(string message, string remedy) => new(ErrorCodes.ConnectionFailed, message, remedy, IsTransient: false);

    private static SourceFailure Unreachable(Exception failure, SourceSettings settings)
    {
        var isTls = failure.InnerException is System.Security.Authentication.AuthenticationException;
        return new SourceFailure(
            ErrorCodes.ConnectionFailed,
            $"Cannot connect to {settings} ({Detail(failure)}).",
            isTls ? "Check SslMode and SslCa in the connection string and the server's certificate." : "Check that the server runs, its host name and port, and the network between.",
            IsTransient: !isTls && (failure is not MySqlException known || known.IsTransient || known.SqlState is null));
    }

    private static string Detail(Exception failure) => failure switch
    {
        MySqlException { SqlState: null } known => known.Message.TrimEnd('.'),
        MySqlException known => MayRepeat(known.Number) ? $"error {known.Number}: {known.Message}" : $"error {known.Number}, SQLSTATE {known.SqlState}",
        _ => failure.GetType().Name,
    };

    /// <summary>True for messages that can name only tables, columns, variables or engines.</summary>
    private static bool MayRepeat(int number) => (MySqlErrorCode)number
        is MySqlErrorCode.NoSuchTable
        or MySqlErrorCode.BadFieldError
        or MySqlErrorCode.UnknownTable
        or MySqlErrorCode.UnknownSystemVariable
        or MySqlErrorCode.UnknownCollation
        or MySqlErrorCode.UnknownCharacterSet
        or MySqlErrorCode.CollationCharsetMismatch
        or MySqlErrorCode.TableDefinitionChanged
        or MySqlErrorCode.NotSupportedYet;
}
