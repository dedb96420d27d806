using System.Diagnostics;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Postgres.Copy;

/// <summary>Writes the values of one column in the binary COPY format of one PostgreSQL type, length first.</summary>
/// <remarks>Formats as the types' <c>recv</c> functions read them: https://www.postgresql.org/docs/current/sql-copy.html, binary format.</remarks>
internal abstract class ColumnEncoder
{
    /// <summary>The encoder for a column of a batch into a column of a table: exactly the pairs that the mapper makes. What is staged beyond the mapper's ranges is an error, not another value.</summary>
    public static ColumnEncoder For(ColumnType from, PgType to) => (to.Kind, from.Kind) switch
    {
        (PgKind.Boolean, ValueKind.Boolean) => new FixedEncoders.Boolean(),
        (PgKind.Int2, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64) => new FixedEncoders.Int2(),
        (PgKind.Int4, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64) => new FixedEncoders.Int4(),
        (PgKind.Int8, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64) => new FixedEncoders.Int8(),
        (PgKind.Numeric, ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 or ValueKind.UInt64) => new NumericEncoder(from),
        (PgKind.Numeric, ValueKind.Decimal) => from.IsFixed ? new NumericEncoder(from) : new NumericTextEncoder(),
        (PgKind.Float4, ValueKind.Float32 or ValueKind.Float64) => new FixedEncoders.Float4(),
        (PgKind.Float8, ValueKind.Float32 or ValueKind.Float64) => new FixedEncoders.Float8(),
        (PgKind.Date, ValueKind.Date) => new FixedEncoders.Date(),
        (PgKind.Time, ValueKind.Time) => new FixedEncoders.Time(),
        (PgKind.Timestamp, ValueKind.DateTime or ValueKind.Timestamp) => new FixedEncoders.Timestamp(),
        (PgKind.TimestampTz, ValueKind.DateTime or ValueKind.Timestamp) => new FixedEncoders.Timestamp(),
        (PgKind.Interval, ValueKind.Time) => new FixedEncoders.Interval(),
        (PgKind.Bit, ValueKind.Bits) => new FixedEncoders.Bit(to.Length),
        (PgKind.Text or PgKind.Varchar or PgKind.Char or PgKind.Enum or PgKind.Other, ValueKind.Text) => new VariableEncoders.Raw(),
        (PgKind.Bytea, ValueKind.Binary or ValueKind.Text) => new VariableEncoders.Raw(),
        (PgKind.Uuid, ValueKind.Uuid) => new VariableEncoders.Raw(),
        (PgKind.Json, ValueKind.Json) => new VariableEncoders.Raw(),
        (PgKind.Jsonb, ValueKind.Json) => new VariableEncoders.Jsonb(),
        (PgKind.TextArray, ValueKind.TextSet) => new VariableEncoders.TextArray(),
        (PgKind.Inet, ValueKind.Text) => new VariableEncoders.Inet(),
        _ => throw new UnreachableException($"The mapper made {from.Kind} for a column of type {to.Kind}."),
    };

    /// <summary>Points the encoder at the column of the next batch.</summary>
    public abstract void Bind(Column column);

    /// <summary>Writes the value of a row that is not null.</summary>
    public abstract void Write(int row, CopyBuffer buffer);
}
