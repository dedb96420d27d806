using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>A run in the hands of an engine.</summary>
/// <param name="Lease">The right to write.</param>
/// <param name="State">Where the run stands.</param>
public sealed record RunTurn(RunLease Lease, RunStateDocument State);

/// <summary>What an engine is asked to drive.</summary>
/// <param name="Run">The run.</param>
/// <param name="Lease">The lease it goes on with; null = it takes the run over.</param>
public sealed record RunOrder(RunId Run, RunLease? Lease = null);

/// <summary>An attempt to make.</summary>
/// <param name="Lease">The right to write.</param>
/// <param name="Step">The step.</param>
public sealed record StepOrder(RunLease Lease, Step Step);

/// <summary>A status to record.</summary>
/// <param name="Lease">The right to write.</param>
/// <param name="Status">The status.</param>
/// <param name="Code">Code of what stopped the run; null when nothing did.</param>
/// <param name="Message">What stopped it and what to do; null when nothing did.</param>
public sealed record StatusOrder(RunLease Lease, RunStatus Status, string? Code, string? Message);
