namespace Reprise.Snapshots;

/// <summary>Where snapshots go and what seals their keys: secrets already resolved. They appear in no message and not in <see cref="ToString"/>.</summary>
/// <param name="connectionString">Azure Storage connection string.</param>
/// <param name="container">Blob container, created private when it is not there.</param>
/// <param name="keyEncryptionKey">Key-encryption key: 32 bytes in base64.</param>
public sealed class SnapshotSettings(string connectionString, string container, string keyEncryptionKey)
{
    /// <summary>Azure Storage connection string.</summary>
    public string ConnectionString { get; } = connectionString;

    /// <summary>Blob container.</summary>
    public string Container { get; } = container;

    /// <summary>Key-encryption key: 32 bytes in base64.</summary>
    public string KeyEncryptionKey { get; } = keyEncryptionKey;

    /// <summary>The container alone.</summary>
    public override string ToString() => $"snapshots in container {Container}";
}
