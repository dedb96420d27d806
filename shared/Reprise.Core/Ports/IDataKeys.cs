using System.Security.Cryptography;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Makes and opens data keys with the key-encryption key.</summary>
public interface IDataKeys
{
    /// <summary>A new random data key for a run, wrapped.</summary>
    WrappedKey Create(RunId run);

    /// <summary>Opens a data key.</summary>
    /// <exception cref="RepriseException">The key-encryption key is another one, or the wrapped key belongs to another run.</exception>
    DataKey Unwrap(RunId run, WrappedKey wrapped);
}

/// <summary>A data key wrapped by the key-encryption key: what the ledger keeps until purge.</summary>
/// <param name="Id">Id of the data key.</param>
/// <param name="KeyEncryptionKeyId">Fingerprint of the key-encryption key, so that a wrong one can be named.</param>
/// <param name="Wrapped">Wrapped bytes.</param>
public sealed record WrappedKey(string Id, string KeyEncryptionKeyId, ReadOnlyMemory<byte> Wrapped);

/// <summary>An open data key: 32 bytes that are zeroed on disposal and never leave memory.</summary>
public sealed class DataKey(string id, byte[] bytes) : IDisposable
{
    /// <summary>Id of the data key.</summary>
    public string Id { get; } = id;

    /// <summary>AES-256 key.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);

    /// <inheritdoc/>
    public override string ToString() => $"data key {Id}";
}
