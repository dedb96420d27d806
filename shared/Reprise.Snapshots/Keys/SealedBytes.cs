using System.Security.Cryptography;

namespace Reprise.Snapshots.Keys;

/// <summary>A key sealed by another with AES-256-GCM: <c>version (1) | nonce (12) | tag (16) | ciphertext</c>.</summary>
internal static class SealedBytes
{
    private const byte Version = 1;
    private const int NonceAt = 1;
    private const int TagAt = 13;
    private const int TextAt = 29;
    private const int TagBytes = TextAt - TagAt;

    /// <summary>Seals <paramref name="secret"/>; only the same key with the same <paramref name="context"/> opens it.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> context)
    {
        var result = new byte[TextAt + secret.Length];
        result[0] = Version;
        var nonce = result.AsSpan(NonceAt, TagAt - NonceAt);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, secret, result.AsSpan(TextAt), result.AsSpan(TagAt, TagBytes), context);
        return result;
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">Another key, another context, or changed bytes.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context)
    {
        if (sealedBytes.Length <= TextAt || sealedBytes[0] != Version)
        {
            throw new CryptographicException("These are not sealed bytes of a known version.");
        }

        var secret = new byte[sealedBytes.Length - TextAt];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedBytes[NonceAt..TagAt], sealedBytes[TextAt..], sealedBytes[TagAt..TextAt], secret, context);
        return secret;
    }
}
