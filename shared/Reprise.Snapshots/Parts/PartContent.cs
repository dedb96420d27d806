using System.Security.Cryptography;
using ParquetSharp.IO;
using Buffer = ParquetSharp.IO.Buffer;

namespace Reprise.Snapshots.Parts;

/// <summary>The bytes of one part, in memory of the Parquet library, which reads and writes them where they lie. Plaintext lives there and nowhere else: never in a file.</summary>
internal sealed class PartContent : IDisposable
{
    private readonly Buffer _bytes;

    /// <summary>Takes over what the library wrote.</summary>
    public unsafe PartContent(Buffer bytes)
    {
        _bytes = bytes;
        Stream = new UnmanagedMemoryStream((byte*)bytes.MutableData, bytes.Size, bytes.Size, FileAccess.ReadWrite);
    }

    /// <summary>Room for a part of <paramref name="length"/> bytes, to be filled through <see cref="Stream"/>.</summary>
    public PartContent(long length)
        : this(new ResizableBuffer(length, PartMemory.Native))
    {
    }

    /// <summary>The bytes from the first to the last; no byte goes in after it.</summary>
    public UnmanagedMemoryStream Stream { get; }

    /// <summary>SHA-256 of all of it, in lower-case hexadecimal.</summary>
    public unsafe string Sha256() => Convert.ToHexStringLower(SHA256.HashData(new ReadOnlySpan<byte>((byte*)_bytes.Data, checked((int)_bytes.Size))));

    /// <summary>The bytes as a file; the caller disposes it before this.</summary>
    public BufferReader Open() => new(_bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        _bytes.Dispose();
    }
}
