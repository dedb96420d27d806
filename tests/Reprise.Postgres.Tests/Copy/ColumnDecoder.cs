using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Postgres.Copy;

namespace Reprise.Postgres.Tests.Copy;

/// <summary>Appends values of one PostgreSQL type, as binary COPY sends them, to a column. The inverse of <see cref="ColumnEncoder"/>.</summary>
internal static class ColumnDecoder
{
    /// <summary>Appends one value.</summary>
    public delegate void Append(ReadOnlySpan<byte> value, Column column);

    /// <summary>The decoder from a type into a column of <paramref name="to"/>: the pairs of the encoder.</summary>
    public static Append For(PgType from, ColumnType to) => (from.Kind, to.Kind) switch
    {
        (PgKind.Boolean, ValueKind.Boolean) => (value, column) => Fixed(column).Append((long)value[0]),
        (PgKind.Int2, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64) => (value, column) => Fixed(column).Append((long)BinaryPrimitives.ReadInt16BigEndian(value)),
        (PgKind.Int4, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64) => (value, column) => Fixed(column).Append((long)BinaryPrimitives.ReadInt32BigEndian(value)),
        (PgKind.Int8, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt64BigEndian(value)),
        (PgKind.Numeric, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 or ValueKind.UInt64) => (value, column) => Fixed(column).Append(NumericReader.Unscaled(value, 0)),
        (PgKind.Numeric, ValueKind.Decimal) when to.IsFixed => (value, column) => Fixed(column).Append(NumericReader.Unscaled(value, to.Scale)),
        (PgKind.Numeric, ValueKind.Decimal) => (value, column) => NumericReader.AppendText(value, to.Scale, Variable(column)),
        (PgKind.Float4, ValueKind.Float32 or ValueKind.Float64) => (value, column) => Fixed(column).Append((double)BinaryPrimitives.ReadSingleBigEndian(value)),
        (PgKind.Float8, ValueKind.Float32 or ValueKind.Float64) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadDoubleBigEndian(value)),
        (PgKind.Date, ValueKind.Date) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt32BigEndian(value) + (long)PostgresEpoch.Days),
        (PgKind.Time, ValueKind.Time) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt64BigEndian(value)),
        (PgKind.Timestamp or PgKind.TimestampTz, ValueKind.DateTime or ValueKind.Timestamp) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt64BigEndian(value) + PostgresEpoch.Microseconds),
        (PgKind.Interval, ValueKind.Time) => (value, column) => Fixed(column).Append(Microseconds(value)),
        (PgKind.Bit, ValueKind.Bits) => (value, column) => Fixed(column).Append(Bits(value)),
        (PgKind.Char, ValueKind.Text) => (value, column) => Variable(column).Append(value.TrimEnd((byte)' ')),
        (PgKind.Text or PgKind.Varchar or PgKind.Enum, ValueKind.Text) => (value, column) => Variable(column).Append(value),
        (PgKind.Bytea, ValueKind.Binary) or (PgKind.Uuid, ValueKind.Uuid) or (PgKind.Json, ValueKind.Json) => (value, column) => Variable(column).Append(value),
        (PgKind.Jsonb, ValueKind.Json) => (value, column) => Variable(column).Append(value[1..]),
        (PgKind.TextArray, ValueKind.TextSet) => AppendArray,
        (PgKind.Inet, ValueKind.Text) => AppendInet,
        _ => throw new UnreachableException($"A column of type {from.Kind} cannot be read as {to.Kind}."),
    };

    /// <summary>Days and months count as PostgreSQL compares them: 24 hours and 30 days. Reprise writes neither.</summary>
    private static long Microseconds(ReadOnlySpan<byte> interval)
    {
        const long Day = 86_400_000_000;
        var days = BinaryPrimitives.ReadInt32BigEndian(interval[8..]) + (30L * BinaryPrimitives.ReadInt32BigEndian(interval[12..]));
        return BinaryPrimitives.ReadInt64BigEndian(interval) + (days * Day);
    }

    private static FixedColumn Fixed(Column column) => (FixedColumn)column;

    private static VariableColumn Variable(Column column) => (VariableColumn)column;

    private static long Bits(ReadOnlySpan<byte> value)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(value);
        var bits = 0UL;
        foreach (var octet in value[4..])
        {
            bits = (bits << 8) | octet;
        }

        return (long)(bits >> ((8 * (value.Length - 4)) - width));
    }

    private static void AppendArray(ReadOnlySpan<byte> value, Column column)
    {
        var variable = Variable(column);
        if (BinaryPrimitives.ReadInt32BigEndian(value) == 0)
        {
            variable.Append([]);
            return;
        }

        var count = BinaryPrimitives.ReadInt32BigEndian(value[12..]);
        value = value[20..];
        var joined = variable.Reserve(value.Length);
        var used = 0;
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(value);
            if (i > 0)
            {
                joined[used++] = (byte)',';
            }

            value.Slice(4, length).CopyTo(joined[used..]);
            used += length;
            value = value[(4 + length)..];
        }

        variable.Commit(used);
    }

    private static void AppendInet(ReadOnlySpan<byte> value, Column column)
    {
        var address = new IPAddress(value.Slice(4, value[3]));
        var isHost = value[1] == 8 * value[3];
        Variable(column).Append(Encoding.ASCII.GetBytes(isHost ? address.ToString() : $"{address}/{value[1]}"));
    }
}
