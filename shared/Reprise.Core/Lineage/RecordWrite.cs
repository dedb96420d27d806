using Reprise.Core.Runs;

namespace Reprise.Core.Lineage;

/// <summary>That a run wrote a record.</summary>
/// <param name="Run">Run.</param>
/// <param name="Before">What the record said before, as JSON; null = the run inserted it.</param>
/// <param name="Kept">Why a rollback of the run left the record as it is; null = it did not, or there was none.</param>
/// <param name="IsDeleted">True: the run deleted it.</param>
public sealed record RecordWrite(RunId Run, string? Before, string? Kept, bool IsDeleted);
