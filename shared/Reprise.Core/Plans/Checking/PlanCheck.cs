using System.Collections.Immutable;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Plans.Checking;

/// <summary>What comparing a plan with both catalogs came to.</summary>
/// <param name="Problems">Misfits: the run cannot start. By line of the plan's file.</param>
/// <param name="Findings">What somebody should know: the run can start.</param>
public sealed record PlanCheck(ImmutableArray<Problem> Problems, ImmutableArray<Finding> Findings);
