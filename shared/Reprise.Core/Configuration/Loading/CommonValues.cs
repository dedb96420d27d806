using Reprise.Core.Entities;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Keys that entities and defaults share.</summary>
internal static class CommonValues
{
    public const int MaxParallelism = 64;

    public static int? Parallelism(YamlMapping mapping) => mapping.Integer("parallelism", 1, MaxParallelism);

    public static bool? RequiresApproval(YamlMapping mapping) => mapping.Choice("approval", ("none", false), ("required", true));

    public static GateThresholds? Gates(YamlMapping mapping, GateThresholds unless) =>
        mapping.Mapping("gates", DocumentKeys.Gates) is { } gates
            ? new GateThresholds(gates.Decimal("quarantined_percent", 0, 100) ?? unless.QuarantinedPercent, gates.Decimal("deleted_percent", 0, 100) ?? unless.DeletedPercent)
            : null;
}
