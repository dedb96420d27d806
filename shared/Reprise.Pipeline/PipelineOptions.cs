namespace Reprise.Pipeline;

/// <summary>What a host decides about steps.</summary>
public sealed class PipelineOptions
{
    /// <summary>How long an attempt of extract or stage works before it hands back so that others get their turn. Default: 2 seconds. A host whose every attempt costs history (Durable Task) takes more.</summary>
    public TimeSpan Slice { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Encoded size, before it is compressed, at which a part is closed, bytes. Default: 8 MiB. (Three times as much changed neither time nor memory.)</summary>
    public long PartBytes { get; set; } = 8L << 20;

    /// <summary>Silence after which a run's node counts as gone. Default: 30 seconds; drivers beat every fifth of it.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(30);
}
