using Reprise.Core.Plans.Scaffolding;
using Reprise.Core.Problems;

namespace Reprise.Pipeline.Planning;

/// <summary>What <c>reprise plan new --json</c> prints.</summary>
/// <param name="Plan">Name of the plan.</param>
/// <param name="Entity">Entity it was drafted from.</param>
/// <param name="File">The file written, relative to the configuration folder.</param>
/// <param name="Tables">Table plans, those written as comments too.</param>
/// <param name="Unmapped">Source tables for which no target is proposed.</param>
/// <param name="Problems">What 'reprise check' says of it; empty = nothing.</param>
public sealed record ScaffoldDocument(
    string Plan,
    string Entity,
    string File,
    IReadOnlyList<ScaffoldedTable> Tables,
    IReadOnlyList<string> Unmapped,
    IReadOnlyList<Problem> Problems);
