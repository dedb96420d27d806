using Reprise.Core.Plans.Comparing;

namespace Reprise.Pipeline.Planning;

/// <summary>What <c>reprise plan diff --json</c> prints.</summary>
/// <param name="Same">True when nothing differs.</param>
/// <param name="Comparisons">What was compared: one pair of plans, or one for each entity that ran the plan.</param>
/// <param name="Touches">Entities that use a plan which differs.</param>
/// <param name="NeverRun">Entities that use the plan and have no run to compare with.</param>
public sealed record PlanDiffDocument(bool Same, IReadOnlyList<ComparedPlans> Comparisons, IReadOnlyList<string> Touches, IReadOnlyList<string> NeverRun);

/// <summary>Two versions of a plan.</summary>
/// <param name="Before">The one.</param>
/// <param name="After">The other.</param>
/// <param name="Changes">What differs, by place; empty = nothing.</param>
public sealed record ComparedPlans(PlanVersion Before, PlanVersion After, IReadOnlyList<PlanChange> Changes);

/// <summary>One version of a plan.</summary>
/// <param name="Of">Where it is from: a run, an entity, a plan or a path.</param>
/// <param name="Plan">Name.</param>
/// <param name="Version">Version its author counts.</param>
/// <param name="Fingerprint">Fingerprint.</param>
public sealed record PlanVersion(string Of, string Plan, int Version, string Fingerprint);
