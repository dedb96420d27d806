using System.Globalization;
using System.Text;
using System.Text.Json;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Runs;

namespace Reprise.Core.Corrections;

/// <summary>Appends texts to the columns of a snapshot batch, as if the source had held them. Reads strictly: what its column cannot hold is refused.</summary>
internal sealed class SourceCellWriter(SourceRead read)
{
    /// <summary>Appends a cell.</summary>
    /// <param name="column">Column of a batch.</param>
    /// <param name="ordinal">Its place among the columns read.</param>
    /// <param name="text">Text in the form of <see cref="ContentForm"/>; null = NULL.</param>
    /// <returns>False, and nothing appended, when the text is no value of the column.</returns>
    public bool TryAppend(Column column, int ordinal, string? text)
    {
        if (text is null)
        {
            column.AppendNull();
            return true;
        }

        var declared = read.Table.Find(read.Columns[ordinal].Name);
        return column is FixedColumn words ? TryAppendWord(words, text) : TryAppendBytes((VariableColumn)column, declared, text);
    }

    private static bool TryAppendWord(FixedColumn words, string text)
    {
        var type = words.Type;
        switch (type.Kind)
        {
            case ValueKind.UInt64 or ValueKind.Bits:
                if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (type.Kind == ValueKind.Bits && type.Length < 64 && number >> type.Length != 0))
                {
                    return false;
                }

                words.Append(unchecked((long)number));
                return true;
            case ValueKind.Float32 or ValueKind.Float64:
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real))
                {
                    return false;
                }

                words.Append(type.Kind == ValueKind.Float32 ? (float)real : real);
                return true;
            default:
                return TryAppendLiteral(words, text);
        }
    }

    private static bool TryAppendBytes(VariableColumn values, SourceColumn? declared, string text)
    {
        var labels = declared?.Labels ?? [];
        var type = values.Type;
        var fits = type.Kind switch
        {
            ValueKind.Text => (type.Length == 0 || text.EnumerateRunes().Count() <= type.Length) && (labels.Count == 0 || labels.Contains(text)),
            ValueKind.TextSet => text.Length == 0 || text.Split(',').All(labels.Contains),
            ValueKind.Json => IsJson(text),
            _ => true,
        };
        if (type.Kind is ValueKind.Decimal or ValueKind.Uuid)
        {
            return TryAppendLiteral(values, text);
        }

        if (!fits || !ContentForm.TryGetBytes(type, text, out var bytes))
        {
            return false;
        }

        values.Append(bytes);
        return true;
    }

    private static bool TryAppendLiteral(Column column, string text)
    {
        if (Literal.TryParse(text, Equivalent(column.Type), column.Type) is not { } literal || literal.Type.IsFixed != column.Type.IsFixed)
        {
            return false;
        }

        literal.AppendTo(column);
        return true;
    }

    /// <summary>The target type whose values are those of the source's.</summary>
    private static PgType Equivalent(ColumnType type) => type.Kind switch
    {
        ValueKind.Boolean => new PgType(PgKind.Boolean),
        ValueKind.Int16 => new PgType(PgKind.Int2),
        ValueKind.Int32 => new PgType(PgKind.Int4),
        ValueKind.Int64 => new PgType(PgKind.Int8),
        ValueKind.Decimal => new PgType(PgKind.Numeric, Precision: type.Precision, Scale: type.Scale),
        ValueKind.Date => new PgType(PgKind.Date),
        ValueKind.DateTime => new PgType(PgKind.Timestamp, Precision: type.Precision),
        ValueKind.Timestamp => new PgType(PgKind.TimestampTz, Precision: type.Precision),
        ValueKind.Time => new PgType(PgKind.Interval, Precision: type.Precision),
        ValueKind.Uuid => new PgType(PgKind.Uuid),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool IsJson(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return JsonDocument.TryParseValue(ref reader, out var document) && Closed(document);
        }
        catch (JsonException)
        {
            return false;
        }

        static bool Closed(JsonDocument document)
        {
            document.Dispose();
            return true;
        }
    }
}
