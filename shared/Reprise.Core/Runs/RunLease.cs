namespace Reprise.Core.Runs;

/// <summary>The right to write for a run. Every ledger write checks the epoch, so a node that lost the run cannot write.</summary>
/// <param name="Run">The run.</param>
/// <param name="Epoch">Counts how often the run was taken over, from 1.</param>
public sealed record RunLease(RunId Run, long Epoch);
