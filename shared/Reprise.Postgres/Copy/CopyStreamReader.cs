using System.Buffers.Binary;

namespace Reprise.Postgres.Copy;

/// <summary>Reads the fields of a binary COPY stream through one buffer that grows to the largest field.</summary>
internal sealed class CopyStreamReader(Stream stream)
{
    private byte[] _bytes = new byte[256 << 10];
    private int _start;
    private int _end;

    /// <summary>Checks the signature and passes the header.</summary>
    public async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(CopySignature.Bytes.Length + 8, cancellationToken);
        if (!_bytes.AsSpan(_start, CopySignature.Bytes.Length).SequenceEqual(CopySignature.Bytes))
        {
            throw new InvalidDataException("The server's COPY stream does not begin with the signature of the binary format.");
        }

        _start += CopySignature.Bytes.Length + 4;
        var extension = ReadInt32();
        await EnsureAsync(extension, cancellationToken);
        _start += extension;
    }

    /// <summary>Makes sure that the next <paramref name="count"/> bytes are there.</summary>
    public async ValueTask EnsureAsync(int count, CancellationToken cancellationToken)
    {
        if (_end - _start >= count)
        {
            return;
        }

        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        if (count > _bytes.Length)
        {
            Array.Resize(ref _bytes, count);
        }

        while (_end < count)
        {
            var read = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException("The server's COPY stream ended in the middle of a row.");
            }

            _end += read;
        }
    }

    public short ReadInt16()
    {
        var value = BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(_start, 2));
        _start += 2;
        return value;
    }

    public int ReadInt32()
    {
        var value = BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(_start, 4));
        _start += 4;
        return value;
    }

    /// <summary>Fills memory with the next bytes, without a detour for what is not there yet.</summary>
    public ValueTask ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var ready = Math.Min(target.Length, _end - _start);
        _bytes.AsSpan(_start, ready).CopyTo(target.Span);
        _start += ready;
        return ready == target.Length ? ValueTask.CompletedTask : stream.ReadExactlyAsync(target[ready..], cancellationToken);
    }

    /// <summary>Reads as many bytes as come at once behind those that are there.</summary>
    public async ValueTask ReadMoreAsync(CancellationToken cancellationToken)
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        _end += read > 0 ? read : throw new EndOfStreamException("The server's COPY stream ended in the middle of a row.");
    }

    /// <summary>Bytes that are there.</summary>
    public ReadOnlySpan<byte> Ready => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Passes bytes that were used.</summary>
    public void Pass(int count) => _start += count;
}
