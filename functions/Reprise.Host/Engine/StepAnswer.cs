using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Host.Engine;

/// <summary>What a step's node answers. Failures that are not outcomes travel as values, because exception types do not survive every node.</summary>
/// <param name="Outcome">The recorded outcome; null when nothing was recorded.</param>
/// <param name="Code">Code of what prevented the recording; <see cref="ErrorCodes.LostRun"/> when another node took the run over.</param>
/// <param name="Message">What prevented it.</param>
/// <param name="IsTransient">True when it may pass.</param>
internal sealed record StepAnswer(StepOutcome? Outcome, string? Code = null, string? Message = null, bool IsTransient = false);
