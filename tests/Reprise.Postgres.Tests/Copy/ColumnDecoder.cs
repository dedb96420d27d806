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

    /// <summary>The decoder from a type into a column of <paramref name="to"/>.</summary>
    public static Append For(PgType from, ColumnType to) => (from.Kind, to.IsFixed) switch
    {
        (PgKind.Boolean, true) => (value, column) => Fixed(column).Append((long)value[0]),
        (PgKind.Int2, true) => (value, column) => Fixed(column).Append((long)BinaryPrimitives.ReadInt16BigEndian(value)),
        (PgKind.Int4, true) => (value, column) => Fixed(column).Append((long)BinaryPrimitives.ReadInt32BigEndian(value)),
        (PgKind.Int8 or PgKind.Time, true) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt64BigEndian(value)),
        (PgKind.Interval, true) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt64BigEndian(value)),
        (PgKind.Float4, true) => (value, column) => Fixed(column).Append((double)BinaryPrimitives.ReadSingleBigEndian(value)),
        (PgKind.Float8, true) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadDoubleBigEndian(value)),
        (PgKind.Date, true) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt32BigEndian(value) + (long)PostgresEpoch.Days),
        (PgKind.Timestamp or PgKind.TimestampTz, true) => (value, column) => Fixed(column).Append(BinaryPrimitives.ReadInt64BigEndian(value) + PostgresEpoch.Microseconds),
        (PgKind.Bit, true) => (value, column) => Fixed(column).Append(Bits(value)),
        (PgKind.Numeric, true) => (value, column) => Fixed(column).Append(NumericReader.Unscaled(value, to.Kind == ValueKind.Decimal ? to.Scale : 0)),
        (PgKind.Numeric, false) => (value, column) => NumericReader.AppendText(value, to.Scale, Variable(column)),
        (PgKind.Text or PgKind.Varchar or PgKind.Char or PgKind.Json or PgKind.Enum or PgKind.Bytea or PgKind.Uuid, false) => (value, column) => Variable(column).Append(value),
        (PgKind.Jsonb, false) => (value, column) => Variable(column).Append(value[1..]),
        (PgKind.TextArray, false) => AppendArray,
        (PgKind.Inet, false) => AppendInet,
        _ => throw new UnreachableException($"A column of type {from.Kind} cannot be read as {to.Kind}."),
    };

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
