using MySqlConnector;
using Reprise.Core.Problems;

namespace Reprise.MySql.Connections;

/// <summary>A statement failed; keeps what decisions need of the driver's exception, not the exception.</summary>
internal sealed class SourceException(Exception failure, SourceFailure words) : RepriseException(words.Code, $"{words.Message} {words.Remedy}", words.IsTransient)
{
    /// <summary>Number of the server's error; <see cref="MySqlErrorCode.None"/> when it was not the server who failed.</summary>
    public MySqlErrorCode Number { get; } = failure is MySqlException known ? known.ErrorCode : MySqlErrorCode.None;

    /// <summary>True when the connection is gone.</summary>
    public bool IsConnectionLost { get; } = SourceFailure.IsConnectionLost(failure);

    /// <summary>True when the account lacks a privilege.</summary>
    public bool IsDenied => Number
        is MySqlErrorCode.AccessDenied
        or MySqlErrorCode.DatabaseAccessDenied
        or MySqlErrorCode.TableAccessDenied
        or MySqlErrorCode.ColumnAccessDenied
        or MySqlErrorCode.SpecifiedAccessDeniedError;
}
