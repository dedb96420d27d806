namespace Reprise.Core.Runs;

/// <summary>What a driver does next.</summary>
/// <param name="Start">Attempts to begin now, each after its delay.</param>
/// <param name="Status">Where the run stands; anything but <see cref="RunStatus.Running"/> ends the driver's loop.</param>
/// <param name="Code">Code of what stopped it.</param>
/// <param name="Message">What stopped it and what to do.</param>
public sealed record RunDecision(IReadOnlyList<StepStart> Start, RunStatus Status, string? Code = null, string? Message = null);

/// <summary>An attempt to begin.</summary>
/// <param name="Step">The step.</param>
/// <param name="Delay">Wait before it begins.</param>
public sealed record StepStart(Step Step, TimeSpan Delay);
