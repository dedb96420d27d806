using System.Security.Cryptography;
using Microsoft.IO;

namespace Reprise.Snapshots.Parts;

/// <summary>Pooled memory for whole parts. Plaintext lives here and nowhere else: never in a file.</summary>
internal static class PartMemory
{
    private static readonly RecyclableMemoryStreamManager Pool = new(new RecyclableMemoryStreamManager.Options
    {
        BlockSize = 1 << 20,
        MaximumSmallPoolFreeBytes = 128L << 20,
        MaximumLargePoolFreeBytes = 0,
    });

    /// <summary>An empty stream; its disposal gives the memory back.</summary>
    public static RecyclableMemoryStream Rent() => Pool.GetStream();

    /// <summary>SHA-256 of all of it, in lower-case hexadecimal.</summary>
    public static string Sha256(RecyclableMemoryStream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in content.GetReadOnlySequence())
        {
            hash.AppendData(block.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
