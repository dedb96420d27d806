using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Host.Commands;

/// <summary>Exit codes of the command line. Part of the interface.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>Stopped at a gate, or waiting for an approval.</summary>
    public const int Stopped = 3;

    /// <summary>The code for a run's status.</summary>
    public static int For(RunStatus status) => status switch
    {
        RunStatus.Succeeded => Done,
        RunStatus.Waiting or RunStatus.Stopped => Stopped,
        _ => Failed,
    };

    /// <summary>The code for a failure.</summary>
    public static int For(RepriseException exception) => exception.Code switch
    {
        ErrorCodes.InvalidConfiguration or ErrorCodes.UnknownEntity or ErrorCodes.UnknownRun or ErrorCodes.UnknownTable or ErrorCodes.UnknownRecord or ErrorCodes.UnknownKey or ErrorCodes.WrongStatus or ErrorCodes.GatesNotWaived or ErrorCodes.RollbackRefused or ErrorCodes.SnapshotGone or ErrorCodes.OutsideWindow => Usage,
        _ => Failed,
    };
}
