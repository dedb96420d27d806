using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Undoes a run in the target.</summary>
public interface IRollback
{
    /// <summary>Undoes what a run published: all of it or one lot, in one transaction. Repeating it is harmless.</summary>
    /// <exception cref="RepriseException">
    /// <see cref="ErrorCodes.UnknownRun"/>; <see cref="ErrorCodes.WrongStatus"/> while the run is under way, or when it published nothing; <see cref="ErrorCodes.RunInProgress"/> while the entity has another one;
    /// <see cref="ErrorCodes.RollbackRefused"/> when the target does not allow it. Nothing was changed then.
    /// </exception>
    Task<RollbackResult> RollBackAsync(RollbackRequest request, CancellationToken cancellationToken);
}
