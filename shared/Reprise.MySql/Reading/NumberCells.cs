using System.Buffers.Text;
using MySqlConnector;
using Reprise.Core.Columns;

namespace Reprise.MySql.Reading;

/// <summary>A signed or small unsigned integer.</summary>
/// <remarks>
/// The driver's GetInt32 reads without allocating, its GetInt64 boxes (24 bytes of short-lived garbage per cell). Most BIGINT columns hold
/// small numbers, so every integer is read by the former until a value does not fit; from then on the column pays for the latter.
/// </remarks>
internal sealed class IntegerCell(int ordinal, long min, long max) : FixedCell(ordinal)
{
    private readonly byte[] _text = new byte[20];
    private bool _isWide;

    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length)
    {
        var value = Read(reader);
        if (value < min || value > max)
        {
            Utf8Formatter.TryFormat(value, _text, out var written);
            AppendUnfit(UnfitReason.OutOfRange, _text.AsSpan(0, written));
            return;
        }

        Target.Append(value);
    }

    private long Read(MySqlDataReader reader)
    {
        if (!_isWide)
        {
            try
            {
                return reader.GetInt32(Ordinal);
            }
            catch (OverflowException)
            {
                _isWide = true;
            }
        }

        return reader.GetInt64(Ordinal);
    }
}

/// <summary>An unsigned 64-bit integer or a bit string, up to a largest value, stored as its bit pattern.</summary>
internal sealed class UnsignedCell(int ordinal, ulong max) : FixedCell(ordinal)
{
    private readonly byte[] _text = new byte[20];
    private bool _isWide;

    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length)
    {
        var value = Read(reader);
        if (value > max)
        {
            Utf8Formatter.TryFormat(value, _text, out var written);
            AppendUnfit(UnfitReason.OutOfRange, _text.AsSpan(0, written));
            return;
        }

        Target.Append(unchecked((long)value));
    }

    private ulong Read(MySqlDataReader reader)
    {
        if (!_isWide)
        {
            try
            {
                return (ulong)reader.GetInt32(Ordinal);
            }
            catch (OverflowException)
            {
                _isWide = true;
            }
        }

        return reader.GetUInt64(Ordinal);
    }
}

/// <summary>FLOAT. The binary protocol sends its four bytes; text would have six digits of it.</summary>
internal sealed class FloatCell(int ordinal) : FixedCell(ordinal)
{
    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length) => Target.Append((double)reader.GetFloat(Ordinal));
}

/// <summary>DOUBLE.</summary>
internal sealed class DoubleCell(int ordinal) : FixedCell(ordinal)
{
    /// <inheritdoc/>
    public override void Append(MySqlDataReader reader, int length) => Target.Append(reader.GetDouble(Ordinal));
}
