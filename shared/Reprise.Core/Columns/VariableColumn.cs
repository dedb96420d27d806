namespace Reprise.Core.Columns;

/// <summary>A column whose values are runs of bytes in one buffer. A null row is an empty run.</summary>
public sealed class VariableColumn : Column
{
    private const int FirstBytes = 4096;

    private byte[] _bytes = new byte[FirstBytes];
    private int[] _ends = new int[1024];
    private int _used;

    /// <summary>An empty column; <paramref name="type"/> must be variable.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is a fixed type.</exception>
    public VariableColumn(string name, ColumnType type)
        : base(name, type)
    {
        if (type.IsFixed)
        {
            throw new ArgumentException($"{type.Kind} is stored in fixed width.", nameof(type));
        }
    }

    /// <inheritdoc/>
    public override long ByteCount => _used + (Count * (long)sizeof(int));

    /// <summary>The bytes of one row; empty for a null.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = Start(row);
            return _bytes.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>The bytes of one row as memory, for writers that are asynchronous.</summary>
    public ReadOnlyMemory<byte> Memory(int row)
    {
        var start = Start(row);
        return _bytes.AsMemory(start, _ends[row] - start);
    }

    /// <summary>The bytes of all rows, one run after the other, for looking at a whole column at once.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    /// <summary>Where the run of each row ends in <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>Appends one value.</summary>
    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Room for a value of <paramref name="length"/> bytes at most, to be filled and then <see cref="Commit"/>ted.</summary>
    public Span<byte> Reserve(int length)
    {
        EnsureBytes(length);
        return _bytes.AsSpan(_used, length);
    }

    /// <summary>The array behind <see cref="Reserve"/>, for readers that take array and offset.</summary>
    public (byte[] Array, int Offset) ReserveArray(int length)
    {
        EnsureBytes(length);
        return (_bytes, _used);
    }

    /// <summary>Ends the value begun with <see cref="Reserve"/>; <paramref name="length"/> bytes of it count.</summary>
    public void Commit(int length)
    {
        EnsureEnds();
        _used += length;
        _ends[Count] = _used;
        CountValue();
    }

    private protected override void AppendPlaceholder()
    {
        EnsureEnds();
        _ends[Count] = _used;
    }

    private protected override void ClearValues()
    {
        _used = 0;

        // A value larger than a whole batch is rare: the memory of one is not kept for the next.
        if (_bytes.Length > LargeMemory.Threshold)
        {
            _bytes = new byte[FirstBytes];
        }
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    private void EnsureBytes(int length)
    {
        var needed = checked(_used + length);
        if (needed > _bytes.Length)
        {
            if (needed > LargeMemory.Threshold)
            {
                // Whoever brought the value has left behind the arrays in which it grew.
                LargeMemory.GiveBack();
            }

            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, _bytes.Length * 2L)));
        }
    }

    private void EnsureEnds()
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }
    }
}
