using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Snapshots.Keys;

/// <summary>Seals with a key derived from the key-encryption key (HKDF, https://www.rfc-editor.org/rfc/rfc5869): it outlives the data keys of runs, and is another one than what wraps these.</summary>
internal sealed class LedgerSeal(SnapshotSettings settings) : ILedgerSeal
{
    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> _key = new(() => HKDF.DeriveKey(HashAlgorithmName.SHA256, DataKeys.Parse(settings.KeyEncryptionKey), KeyBytes, info: "reprise ledger v1"u8.ToArray()));

    /// <inheritdoc/>
    public byte[] Seal(RunId run, string table, ReadOnlySpan<byte> secret)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(secret);
        }

        return SealedBytes.Seal(_key.Value, packed.GetBuffer().AsSpan(0, (int)packed.Length), Context(run, table));
    }

    /// <inheritdoc/>
    public byte[] Open(RunId run, string table, ReadOnlySpan<byte> sealedBytes)
    {
        try
        {
            using var packed = new MemoryStream(SealedBytes.Open(_key.Value, sealedBytes, Context(run, table)));
            using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
            using var secret = new MemoryStream();
            brotli.CopyTo(secret);
            return secret.ToArray();
        }
        catch (CryptographicException failure)
        {
            throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                $"What the ledger keeps of run {run}, table plan {table}, was sealed under another key-encryption key, or was changed. Configure the key that the run had.",
                inner: failure);
        }
    }

    private static byte[] Context(RunId run, string table) => Encoding.UTF8.GetBytes($"reprise ledger\n{run}\n{table}");
}
