using System.Buffers.Binary;

namespace Reprise.Postgres.Copy;

/// <summary>Bytes of a COPY stream on their way: values in network byte order.</summary>
internal sealed class CopyBuffer
{
    private byte[] _bytes = new byte[256 << 10];

    /// <summary>Bytes waiting.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes waiting.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what was flushed.</summary>
    public void Clear() => Length = 0;

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(2), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    public void WriteBytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>Room for a length that is known only once the value is written.</summary>
    public int ReserveLength()
    {
        Take(4);
        return Length;
    }

    /// <summary>Fills in a reserved length: the bytes written since.</summary>
    public void FillLength(int start) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(start - 4), Length - start);

    private Span<byte> Take(int count)
    {
        var needed = checked(Length + count);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, _bytes.Length * 2L)));
        }

        var room = _bytes.AsSpan(Length, count);
        Length = needed;
        return room;
    }
}
