using Reprise.Core.Runs;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>The automatic plan for a source as it is.</summary>
/// <param name="Sources">Source tables to extract, in the order of the catalog.</param>
/// <param name="Tables">Tables to create and fill, parents first.</param>
/// <param name="Findings">What is not carried, carried otherwise, or was decided from data.</param>
public sealed record ReplicaPlan(IReadOnlyList<SourceRead> Sources, IReadOnlyList<RunTable> Tables, IReadOnlyList<Finding> Findings);
