using System.Diagnostics;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Postgres.Copy;

/// <summary>Writes the values of one column in the binary COPY format of one PostgreSQL type, length first.</summary>
/// <remarks>Formats as the types' <c>recv</c> functions read them: https://www.postgresql.org/docs/current/sql-copy.html, binary format.</remarks>
internal abstract class ColumnEncoder
{
    /// <summary>The encoder for a column of a batch into a column of a table.</summary>
    public static ColumnEncoder For(ColumnType from, PgType to) => (to.Kind, from.IsFixed) switch
    {
        (PgKind.Boolean, true) => new FixedEncoders.Boolean(),
        (PgKind.Int2, true) => new FixedEncoders.Int2(),
        (PgKind.Int4, true) => new FixedEncoders.Int4(),
        (PgKind.Int8, true) => new FixedEncoders.Int8(),
        (PgKind.Float4, true) => new FixedEncoders.Float4(),
        (PgKind.Float8, true) => new FixedEncoders.Float8(),
        (PgKind.Date, true) => new FixedEncoders.Date(),
        (PgKind.Time, true) => new FixedEncoders.Time(),
        (PgKind.Timestamp or PgKind.TimestampTz, true) => new FixedEncoders.Timestamp(),
        (PgKind.Interval, true) => new FixedEncoders.Interval(),
        (PgKind.Bit, true) => new FixedEncoders.Bit(to.Length),
        (PgKind.Numeric, true) => new NumericEncoder(from),
        (PgKind.Numeric, false) => new NumericTextEncoder(),
        (PgKind.Text or PgKind.Varchar or PgKind.Char or PgKind.Json or PgKind.Enum or PgKind.Bytea or PgKind.Uuid, false) => new VariableEncoders.Raw(),
        (PgKind.Jsonb, false) => new VariableEncoders.Jsonb(),
        (PgKind.TextArray, false) => new VariableEncoders.TextArray(),
        (PgKind.Inet, false) => new VariableEncoders.Inet(),
        _ => throw new UnreachableException($"The mapper made {from.Kind} for a column of type {to.Kind}."),
    };

    /// <summary>Points the encoder at the column of the next batch.</summary>
    public abstract void Bind(Column column);

    /// <summary>Writes the value of a row that is not null.</summary>
    public abstract void Write(int row, CopyBuffer buffer);
}
