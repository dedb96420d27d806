using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>Rows written in a test, as the batches that the mapper would make of them.</summary>
internal static class Rows
{
    private const int PerBatch = 3;

    /// <summary>Mapped batches; values in the order of the staging layout.</summary>
    public static async IAsyncEnumerable<MappedBatch> Mapped(RunTable table, IEnumerable<object?[]> rows)
    {
        var layout = StagingLayout.For(table).Columns;
        foreach (var few in rows.Chunk(PerBatch))
        {
            Column[] columns = [.. layout.Select(column => Column.Create(column.Name, Staged(column.Type)))];
            foreach (var row in few)
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    Append(columns[i], row[i]);
                }
            }

            await Task.Yield();
            yield return new MappedBatch(new ColumnBatch(columns), new bool[few.Length], [], 0, []);
        }
    }

    /// <summary>What the mapper stages for a target type.</summary>
    public static ColumnType Staged(PgType type) => type.Kind switch
    {
        PgKind.Boolean => new(ValueKind.Boolean),
        PgKind.Int2 => new(ValueKind.Int16),
        PgKind.Int4 => new(ValueKind.Int32),
        PgKind.Int8 => new(ValueKind.Int64),
        PgKind.Numeric => new(ValueKind.Decimal, type.Precision, type.Scale),
        PgKind.Float4 => new(ValueKind.Float32),
        PgKind.Float8 => new(ValueKind.Float64),
        PgKind.Bytea => new(ValueKind.Binary),
        PgKind.Date => new(ValueKind.Date),
        PgKind.Time or PgKind.Interval => new(ValueKind.Time, 6),
        PgKind.Timestamp => new(ValueKind.DateTime, type.Precision),
        PgKind.TimestampTz => new(ValueKind.Timestamp, type.Precision),
        PgKind.Json or PgKind.Jsonb => new(ValueKind.Json),
        PgKind.Uuid => new(ValueKind.Uuid),
        PgKind.Bit => new(ValueKind.Bits, Length: type.Length),
        PgKind.TextArray => new(ValueKind.TextSet),
        _ => new(ValueKind.Text),
    };

    public static void Append(Column column, object? value)
    {
        switch (value)
        {
            case null:
                column.AppendNull();
                break;
            case bool truth:
                ((FixedColumn)column).Append(truth ? 1L : 0L);
                break;
            case int number:
                ((FixedColumn)column).Append((long)number);
                break;
            case long number:
                ((FixedColumn)column).Append(number);
                break;
            case double number:
                ((FixedColumn)column).Append(number);
                break;
            case Guid id:
                ((VariableColumn)column).Append(id.ToByteArray(bigEndian: true));
                break;
            case byte[] bytes:
                ((VariableColumn)column).Append(bytes);
                break;
            case string text:
                ((VariableColumn)column).Append(Encoding.UTF8.GetBytes(text));
                break;
            default:
                throw new InvalidOperationException($"No column takes a {value.GetType()}.");
        }
    }
}
