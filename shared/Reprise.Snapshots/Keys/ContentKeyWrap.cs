using System.Security.Cryptography;
using System.Text;
using Azure.Core.Cryptography;
using Reprise.Core.Ports;

namespace Reprise.Snapshots.Keys;

/// <summary>Seals the content key of one blob with the run's data key. Key id and blob name are authenticated: the envelope of one blob opens no other.</summary>
/// <remarks>The tokens' default values are those of the interfaces.</remarks>
internal sealed class ContentKeyWrap(DataKey key, string blob) : IKeyEncryptionKey, IKeyEncryptionKeyResolver
{
    /// <summary>Name of the algorithm in the blob's metadata.</summary>
    public const string Algorithm = "reprise-a256gcm-v1";

    private readonly byte[] _context = Encoding.UTF8.GetBytes($"{Algorithm}\n{key.Id}\n{blob}");

    /// <inheritdoc/>
    public string KeyId => key.Id;

    /// <inheritdoc/>
    public byte[] WrapKey(string algorithm, ReadOnlyMemory<byte> contentKey, CancellationToken cancellationToken = default) =>
        SealedBytes.Seal(key.Bytes.Span, contentKey.Span, _context);

    /// <inheritdoc/>
    public Task<byte[]> WrapKeyAsync(string algorithm, ReadOnlyMemory<byte> contentKey, CancellationToken cancellationToken = default) =>
        Task.FromResult(WrapKey(algorithm, contentKey, cancellationToken));

    /// <inheritdoc/>
    public byte[] UnwrapKey(string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
        SealedBytes.Open(key.Bytes.Span, encryptedKey.Span, _context);

    /// <inheritdoc/>
    public Task<byte[]> UnwrapKeyAsync(string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
        Task.FromResult(UnwrapKey(algorithm, encryptedKey, cancellationToken));

    /// <inheritdoc/>
    public IKeyEncryptionKey Resolve(string keyId, CancellationToken cancellationToken = default) =>
        keyId == key.Id ? this : throw new CryptographicException("The blob was encrypted under another data key.");

    /// <inheritdoc/>
    public Task<IKeyEncryptionKey> ResolveAsync(string keyId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Resolve(keyId, cancellationToken));
}
