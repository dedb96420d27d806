using Reprise.Core.Entities;

namespace Reprise.Core.Configuration.Loading;

/// <summary>What <c>reprise.yaml</c> says; null where it does not or where what it says is a problem.</summary>
internal sealed record Settings
{
    public const string DefaultContainer = "reprise-snapshots";

    public const int DefaultRetentionDays = 30;

    public const int DefaultChunkRows = 200_000;

    public SecretReference? Target { get; init; }

    public SecretReference? Snapshots { get; init; }

    public SecretReference? EncryptionKey { get; init; }

    public string Container { get; init; } = DefaultContainer;

    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(DefaultRetentionDays);

    public TimeSpan? KeepSnapshots { get; init; }

    public int ChunkRows { get; init; } = DefaultChunkRows;

    /// <summary>Two at least, so that extracting one table and staging another overlap on any machine.</summary>
    public int Parallelism { get; init; } = Math.Max(2, Environment.ProcessorCount);

    public bool RequiresApproval { get; init; }

    public GateThresholds Gates { get; init; } = GateThresholds.Default;
}
