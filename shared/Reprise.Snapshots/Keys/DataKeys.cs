using System.Security.Cryptography;
using System.Text;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Snapshots.Keys;

/// <summary>Wraps the data key of a run with the key-encryption key: AES-256-GCM over run and key id, so that neither can be exchanged.</summary>
internal sealed class DataKeys : IDataKeys
{
    private const int KeyBytes = 32;
    private const int FingerprintDigits = 16;
    private readonly byte[] _key;
    private readonly string _fingerprint;

    /// <summary>Reads the key-encryption key.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: it is not 32 bytes in base64.</exception>
    public DataKeys(SnapshotSettings settings)
    {
        _key = Parse(settings.KeyEncryptionKey);
        _fingerprint = Convert.ToHexStringLower(SHA256.HashData(_key))[..FingerprintDigits];
    }

    /// <inheritdoc/>
    public WrappedKey Create(RunId run)
    {
        var id = RandomNumberGenerator.GetHexString(FingerprintDigits, lowercase: true);
        var bytes = RandomNumberGenerator.GetBytes(KeyBytes);
        var wrapped = SealedBytes.Seal(_key, bytes, Context(run, id));
        CryptographicOperations.ZeroMemory(bytes);
        return new WrappedKey(id, _fingerprint, wrapped);
    }

    /// <inheritdoc/>
    public DataKey Unwrap(RunId run, WrappedKey wrapped)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        if (wrapped.KeyEncryptionKeyId != _fingerprint)
        {
            throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                $"The snapshot of run {run} was encrypted under key-encryption key {wrapped.KeyEncryptionKeyId}, but {_fingerprint} is configured. Configure the former, or abandon the run.");
        }

        try
        {
            return new DataKey(wrapped.Id, SealedBytes.Open(_key, wrapped.Wrapped.Span, Context(run, wrapped.Id)));
        }
        catch (CryptographicException failure)
        {
            throw new RepriseException(
                ErrorCodes.SnapshotTampered,
                $"The wrapped data key {wrapped.Id} does not belong to run {run} or was changed. Abandon the run and start it anew.",
                inner: failure);
        }
    }

    private static byte[] Context(RunId run, string id) => Encoding.UTF8.GetBytes($"reprise data key\n{run}\n{id}");

    /// <summary>Reads a key-encryption key.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    internal static byte[] Parse(string base64)
    {
        var bytes = new byte[KeyBytes];
        if (Convert.TryFromBase64String(base64.Trim(), bytes, out var written) && written == KeyBytes)
        {
            return bytes;
        }

        throw new RepriseException(
            ErrorCodes.InvalidConfiguration,
            "The key-encryption key is not 32 bytes in base64. Make one with: openssl rand -base64 32");
    }
}
