using System.Buffers.Binary;

namespace Reprise.Postgres.Copy;

/// <summary>Bytes of a COPY stream on their way: values in network byte order.</summary>
internal sealed class CopyBuffer
{
    /// <summary>Values from this size on are not copied but lent.</summary>
    private const int Large = 1 << 20;

    private readonly List<(int At, ReadOnlyMemory<byte> Value)> _lent = [];
    private byte[] _bytes = new byte[256 << 10];
    private long _lentBytes;

    /// <summary>Bytes copied and waiting.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes waiting, lent ones among them.</summary>
    public long Waiting => Length + _lentBytes;

    /// <summary>Writes what waits, and forgets it.</summary>
    public async ValueTask FlushAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = 0;
        foreach (var (at, value) in _lent)
        {
            await stream.WriteAsync(_bytes.AsMemory(start, at - start), cancellationToken);
            await stream.WriteAsync(value, cancellationToken);
            start = at;
        }

        await stream.WriteAsync(_bytes.AsMemory(start, Length - start), cancellationToken);
        if (_lentBytes > 0)
        {
            // A socket keeps hold of the last memory it sent: not of a lent value, whose owner is about to reuse or drop it.
            await stream.FlushAsync(cancellationToken);
        }

        Length = 0;
        _lentBytes = 0;
        _lent.Clear();
    }

    /// <summary>Writes bytes that stay where they are until the next flush, behind their length.</summary>
    public void WriteValue(ReadOnlyMemory<byte> value)
    {
        if (value.Length < Large)
        {
            var room = Take(sizeof(int) + value.Length);
            BinaryPrimitives.WriteInt32BigEndian(room, value.Length);
            value.Span.CopyTo(room[sizeof(int)..]);
            return;
        }

        WriteInt32(value.Length);
        _lent.Add((Length, value));
        _lentBytes += value.Length;
    }

    /// <summary>Writes a value of four bytes behind its length.</summary>
    public void WriteValue(int value)
    {
        var room = Take(2 * sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(room, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(room[sizeof(int)..], value);
    }

    /// <summary>Writes a value of eight bytes behind its length.</summary>
    public void WriteValue(long value)
    {
        var room = Take(sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt32BigEndian(room, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(room[sizeof(int)..], value);
    }

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
