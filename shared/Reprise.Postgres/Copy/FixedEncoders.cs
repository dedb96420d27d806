using Reprise.Core.Columns;

namespace Reprise.Postgres.Copy;

/// <summary>Encoders of values that are one word.</summary>
internal static class FixedEncoders
{
    internal abstract class Word : ColumnEncoder
    {
        private FixedColumn? _column;

        public sealed override void Bind(Column column) => _column = (FixedColumn)column;

        public sealed override void Write(int row, CopyBuffer buffer) => Write(_column!.Values[row], buffer);

        protected abstract void Write(long value, CopyBuffer buffer);
    }

    internal sealed class Boolean : Word
    {
        protected override void Write(long value, CopyBuffer buffer)
        {
            buffer.WriteInt32(1);
            buffer.WriteByte(value == 0 ? (byte)0 : (byte)1);
        }
    }

    internal sealed class Int2 : Word
    {
        protected override void Write(long value, CopyBuffer buffer)
        {
            buffer.WriteInt32(2);
            buffer.WriteInt16(checked((short)value));
        }
    }

    internal sealed class Int4 : Word
    {
        protected override void Write(long value, CopyBuffer buffer) => buffer.WriteValue(checked((int)value));
    }

    internal sealed class Int8 : Word
    {
        protected override void Write(long value, CopyBuffer buffer) => buffer.WriteValue(value);
    }

    internal sealed class Float4 : Word
    {
        protected override void Write(long value, CopyBuffer buffer) => buffer.WriteValue(BitConverter.SingleToInt32Bits((float)BitConverter.Int64BitsToDouble(value)));
    }

    internal sealed class Float8 : Word
    {
        protected override void Write(long value, CopyBuffer buffer) => buffer.WriteValue(value);
    }

    internal sealed class Date : Word
    {
        protected override void Write(long value, CopyBuffer buffer) => buffer.WriteValue(checked((int)(value - PostgresEpoch.Days)));
    }

    internal sealed class Time : Word
    {
        protected override void Write(long value, CopyBuffer buffer) => buffer.WriteValue(value);
    }

    internal sealed class Timestamp : Word
    {
        protected override void Write(long value, CopyBuffer buffer) => buffer.WriteValue(value - PostgresEpoch.Microseconds);
    }

    /// <summary>Microseconds only: no days and no months, so that 25 hours stay 25 hours.</summary>
    internal sealed class Interval : Word
    {
        protected override void Write(long value, CopyBuffer buffer)
        {
            buffer.WriteInt32(16);
            buffer.WriteInt64(value);
            buffer.WriteInt32(0);
            buffer.WriteInt32(0);
        }
    }

    internal sealed class Bit(int width) : Word
    {
        protected override void Write(long value, CopyBuffer buffer)
        {
            var bytes = (width + 7) / 8;
            buffer.WriteInt32(4 + bytes);
            buffer.WriteInt32(width);
            var aligned = (ulong)value << (64 - width);
            for (var i = 0; i < bytes; i++)
            {
                buffer.WriteByte((byte)(aligned >> (56 - (8 * i))));
            }
        }
    }
}
