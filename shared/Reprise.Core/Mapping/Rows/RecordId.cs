using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Reprise.Core.Mapping.Rows;

/// <summary>Ids of records, the same at every run: UUID version 5 of entity, source table and source key. See https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5.</summary>
internal sealed class RecordId
{
    /// <summary>Bytes of an id.</summary>
    public const int Length = 16;

    /// <summary>Reprise's namespace. Never changed: every id in every target was made with it.</summary>
    public static readonly Guid Namespace = new("6d6f2ad5-2c5f-4f0e-8a39-0b6b5d6c9e17");

    private readonly int _prefixLength;
    private byte[] _name;

    /// <summary>Ids of the records made of one table of one entity.</summary>
    public RecordId(string entity, string sourceTable)
        : this(Namespace, $"{entity}{SourceKey.Separator}{sourceTable}{SourceKey.Separator}")
    {
    }

    internal RecordId(Guid space, string prefix)
    {
        _name = [.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(prefix)];
        _prefixLength = _name.Length;
    }

    /// <summary>Writes the id of a key, in RFC 9562 order.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 9562 makes version 5 with SHA-1; the id protects nothing.")]
    public void Write(ReadOnlySpan<byte> key, Span<byte> id)
    {
        var length = checked(_prefixLength + key.Length);
        if (length > _name.Length)
        {
            Array.Resize(ref _name, Math.Max(length, _name.Length * 2));
        }

        key.CopyTo(_name.AsSpan(_prefixLength));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(_name.AsSpan(0, length), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        hash[..Length].CopyTo(id);
    }
}
