using Reprise.Core.Runs;

namespace Reprise.Host;

/// <summary>The host's log events: 1000 to 1999, never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Error, "Run {Run} cannot be carried on here: {Code} {Reason}")]
    public static partial void DriveFailed(ILogger logger, RunId run, string code, string reason);

    [LoggerMessage(1001, LogLevel.Warning, "Run {Run} was interrupted by {Code} ({Failures} in a row); it is taken over again")]
    public static partial void DriveInterrupted(ILogger logger, RunId run, string code, int failures);

    [LoggerMessage(1002, LogLevel.Information, "Run {Run} has no node any more: it is carried on here")]
    public static partial void OrphanFound(ILogger logger, RunId run);

    [LoggerMessage(1004, LogLevel.Error, "Run {Run} cannot be carried on here because of a defect")]
    public static partial void DriveDefect(ILogger logger, RunId run, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "{Task} failed and is tried again at its next turn: {Code} {Reason}")]
    public static partial void TurnFailed(ILogger logger, string task, string code, string reason);
}
