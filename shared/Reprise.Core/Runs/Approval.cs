namespace Reprise.Core.Runs;

/// <summary>Somebody's word on a run that waits or that a gate stopped.</summary>
/// <param name="Granted">True: publish. False: refused, the run stays unpublished.</param>
/// <param name="By">Who.</param>
/// <param name="Comment">Why; for a waiver of a gate this is the justification in the minutes.</param>
/// <param name="At">When, UTC.</param>
public sealed record Approval(bool Granted, string By, string Comment, DateTimeOffset At);
