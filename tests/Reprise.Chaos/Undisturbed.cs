using Reprise.Chaos.Results;

namespace Reprise.Chaos;

/// <summary>An entity's undisturbed run.</summary>
/// <param name="Template">The database as it was before.</param>
/// <param name="After">The database as it is since.</param>
/// <param name="Bytes">What passed between Reprise and its servers.</param>
/// <param name="Content">What it left.</param>
internal sealed record Undisturbed(string Template, string After, long Bytes, TargetContent Content);
