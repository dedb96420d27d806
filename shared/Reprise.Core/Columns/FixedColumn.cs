using System.Runtime.InteropServices;

namespace Reprise.Core.Columns;

/// <summary>A column whose values are one 64-bit word each. A null row holds 0.</summary>
public sealed class FixedColumn : Column
{
    private long[] _values = new long[1024];

    /// <summary>An empty column; <paramref name="type"/> must be fixed.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is a variable type.</exception>
    public FixedColumn(string name, ColumnType type)
        : base(name, type)
    {
        if (!type.IsFixed)
        {
            throw new ArgumentException($"{type.Kind} is not stored in fixed width.", nameof(type));
        }
    }

    /// <summary>The words, one per row.</summary>
    public ReadOnlySpan<long> Values => _values.AsSpan(0, Count);

    /// <summary>The same words as memory, for writers that are asynchronous.</summary>
    public ReadOnlyMemory<long> Memory => _values.AsMemory(0, Count);

    /// <summary>The words as doubles, for <see cref="ValueKind.Float32"/> and <see cref="ValueKind.Float64"/>.</summary>
    public ReadOnlySpan<double> Doubles => MemoryMarshal.Cast<long, double>(Values);

    /// <inheritdoc/>
    public override long ByteCount => Count * (long)sizeof(long);

    /// <summary>Appends one value.</summary>
    public void Append(long value)
    {
        EnsureRoom(1);
        _values[Count] = value;
        CountValue();
    }

    /// <summary>Appends one floating-point value.</summary>
    public void Append(double value) => Append(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Appends values, none of them null.</summary>
    public void Append(ReadOnlySpan<long> values)
    {
        EnsureRoom(values.Length);
        values.CopyTo(_values.AsSpan(Count));
        CountValues(values.Length);
    }

    private protected override void AppendPlaceholder()
    {
        EnsureRoom(1);
        _values[Count] = 0;
    }

    private protected override void ClearValues()
    {
    }

    private void EnsureRoom(int values)
    {
        var needed = Count + values;
        if (needed > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(needed, _values.Length * 2));
        }
    }
}
