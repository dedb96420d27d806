using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Reprise.Core.Columns;

namespace Reprise.Core.Verification;

/// <summary>
/// One row of nullable cells in one growing buffer, each behind its length, so that equal rows are equal bytes. Reused row after row; not thread-safe. The bytes are those of a row in PostgreSQL's
/// binary COPY (https://www.postgresql.org/docs/current/sql-copy.html): what comes from there is taken over as a whole.
/// </summary>
/// <param name="digestsLarge">True: of a cell of a mebibyte or more only its length and hash are kept, which is enough to compare it.</param>
public sealed class CellRow(bool digestsLarge = false)
{
    private const int Large = 1 << 20;

    private const int Null = -1;
    private const int Header = sizeof(int);
    private const int FirstBytes = 512;
    private const int DigestBytes = 16;

    private byte[] _buffer = new byte[FirstBytes];
    private Place[] _cells = new Place[16];
    private int _length;

    /// <summary>Number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>All cells with their lengths.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Bytes of a cell; empty when it is null.</summary>
    public ReadOnlySpan<byte> this[int cell] => At(cell) is { Length: > 0 } place ? _buffer.AsSpan(place.Start, place.Length) : [];

    /// <summary>True for a null cell.</summary>
    public bool IsNull(int cell) => At(cell).Length == Null;

    /// <summary>Forgets all cells and keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        _length = 0;
        if (_buffer.Length > LargeMemory.Threshold)
        {
            _buffer = new byte[FirstBytes];
            LargeMemory.GiveBack();
        }
    }

    /// <summary>Appends a null.</summary>
    public void AppendNull() => Begin(Null, 0);

    /// <summary>Appends a cell.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (digestsLarge && bytes.Length >= Large)
        {
            AppendDigest(bytes);
            return;
        }

        Begin(bytes.Length, bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length - bytes.Length));
    }

    /// <summary>Room for a cell of at most so many bytes, to be settled by <see cref="Commit"/>. Valid until then.</summary>
    public Span<byte> Reserve(int most) => ReserveArray(most);

    /// <summary>The same as part of an array, for drivers that want one.</summary>
    public ArraySegment<byte> ReserveArray(int most)
    {
        Grow(checked(_length + Header + most));
        return new ArraySegment<byte>(_buffer, _length + Header, most);
    }

    /// <summary>Makes a cell of the first bytes of what was reserved.</summary>
    public void Commit(int length)
    {
        if (digestsLarge && length >= Large)
        {
            AppendDigest(_buffer.AsSpan(_length + Header, length));
            return;
        }

        Begin(length, length);
    }

    /// <summary>Appends a cell of another row.</summary>
    public void AppendFrom(CellRow other, int cell)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.IsNull(cell))
        {
            AppendNull();
        }
        else
        {
            Append(other[cell]);
        }
    }

    /// <summary>True when both cells are null, or have the same bytes.</summary>
    public bool CellEquals(int cell, CellRow other, int otherCell)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsNull(cell) == other.IsNull(otherCell) && this[cell].SequenceEqual(other[otherCell]);
    }

    /// <summary>Replaces the row by one that was written before, see <see cref="Written"/>.</summary>
    public void Load(ReadOnlySpan<byte> written)
    {
        Clear();
        while (!written.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(written);
            if (length == Null)
            {
                AppendNull();
                written = written[Header..];
            }
            else
            {
                Append(written.Slice(Header, length));
                written = written[(Header + length)..];
            }
        }
    }

    /// <summary>Replaces the row by the one of so many cells that bytes begin with, in the form of <see cref="Written"/>.</summary>
    /// <param name="bytes">The row, and whatever follows it.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="length">Bytes of the row.</param>
    /// <returns>False when it does not end within the bytes; the row is then empty.</returns>
    public bool TryLoad(ReadOnlySpan<byte> bytes, int cells, out int length)
    {
        Clear();
        length = 0;
        for (var i = 0; i < cells; i++)
        {
            if (bytes.Length - length < Header)
            {
                return false;
            }

            var size = BinaryPrimitives.ReadInt32BigEndian(bytes[length..]);
            length += Header;
            PlaceOf(i) = new Place(length, size);
            if (size > bytes.Length - length)
            {
                return false;
            }

            length += Math.Max(size, 0);
        }

        Grow(length);
        bytes[..length].CopyTo(_buffer);
        (Count, _length) = (cells, length);
        return true;
    }

    private void AppendDigest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[sizeof(int) + DigestBytes];
        BinaryPrimitives.WriteInt32LittleEndian(digest, bytes.Length);
        XxHash128.Hash(bytes, digest[sizeof(int)..]);
        Append(digest);
    }

    private Place At(int cell)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cell, (uint)Count, nameof(cell));
        return _cells[cell];
    }

    private void Begin(int length, int bytes)
    {
        Grow(checked(_length + Header + bytes));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), length);
        PlaceOf(Count++) = new Place(_length + Header, length);
        _length += Header + bytes;
    }

    private ref Place PlaceOf(int cell)
    {
        if (cell == _cells.Length)
        {
            Array.Resize(ref _cells, cell * 2);
        }

        return ref _cells[cell];
    }

    private void Grow(int size)
    {
        if (size > _buffer.Length)
        {
            // Doubling what is large already would waste as much as it holds.
            var more = Math.Min(_buffer.Length, LargeMemory.Threshold / 4);
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max((long)_buffer.Length + more, size)));
        }
    }

    /// <param name="Start">Where its bytes are.</param>
    /// <param name="Length">How many; -1 for a null.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Start, int Length);
}
