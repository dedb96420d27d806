using Reprise.Core.Catalogs;

namespace Reprise.Core.Verification.Expected;

/// <summary>The canonical bytes of a value in a target type, from the text of either side. Equal values, and only they, have equal bytes.</summary>
internal static class TargetForm
{
    /// <summary>Appends a source value as the target should hold it.</summary>
    public static Reading Append(SourceForm form, ReadOnlySpan<byte> text, PgType target, CellRow row) => target.Kind switch
    {
        PgKind.Boolean => form switch
        {
            SourceForm.Text => TextForm.AppendBoolean(text, row),
            SourceForm.Integer or SourceForm.Bits => IntegerForm.Append(text, 0, 1, row),
            _ => Reading.Unfit,
        },
        PgKind.Int2 => Integer(form, text, short.MinValue, short.MaxValue, row),
        PgKind.Int4 => Integer(form, text, int.MinValue, int.MaxValue, row),
        PgKind.Int8 => Integer(form, text, long.MinValue, long.MaxValue, row),
        PgKind.Numeric => Numeric(form, text, target, row),
        PgKind.Float4 or PgKind.Float8 => form is SourceForm.Integer or SourceForm.Bits or SourceForm.Decimal or SourceForm.Float32 or SourceForm.Float64 or SourceForm.Text
            ? FloatForm.Append(TextForm.Trim(text), target.Kind == PgKind.Float4, row)
            : Reading.Unfit,
        PgKind.Text or PgKind.Varchar or PgKind.Char => Text(form, text, target, row),
        PgKind.Bytea => form == SourceForm.Uuid ? TextForm.AppendBytes(Guid.Parse(System.Text.Encoding.ASCII.GetString(text)).ToByteArray(bigEndian: true), row) : TextForm.AppendBytes(text, row),
        PgKind.Date => MomentForm.AppendDay(text, form == SourceForm.Text, row),
        PgKind.Time => MomentForm.AppendTimeOfDay(text, target.Precision, row),
        PgKind.Timestamp or PgKind.TimestampTz => MomentForm.Append(text, target.Precision, target.Kind == PgKind.TimestampTz, form == SourceForm.Text, row),
        PgKind.Interval => MomentForm.AppendDuration(text, row),
        PgKind.Json => JsonForm.Append(text, row),
        PgKind.Jsonb => JsonForm.AppendCanonical(text, row),
        PgKind.Uuid => form == SourceForm.Binary ? TextForm.AppendUuidOf(text, row) : TextForm.AppendUuid(text, row),
        PgKind.Inet => form == SourceForm.Binary ? TextForm.AppendInetOf(text, row) : TextForm.AppendInet(text, row),
        PgKind.Bit => Bits(form, text, Math.Max(1, target.Length), row),
        PgKind.TextArray or PgKind.Other => TextForm.Append(text, 0, isPadded: false, row),
        PgKind.Enum => TextForm.AppendLabel(text, target.Labels ?? [], row),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Appends a value that the target holds, from the text that <c>TargetText</c> of the adapter asks PostgreSQL for.</summary>
    public static void AppendFound(PgType target, ReadOnlySpan<byte> text, CellRow row)
    {
        var reading = target.Kind switch
        {
            PgKind.Numeric => DecimalForm.Append(text, precision: 0, scale: 0, row),
            PgKind.Float4 or PgKind.Float8 => FloatForm.Append(text, target.Kind == PgKind.Float4, row),
            PgKind.Jsonb => JsonForm.AppendCanonical(text, row),
            PgKind.Inet => TextForm.AppendInet(text, row),
            _ => Reading.Absent,
        };

        // NaN, infinity and what else only PostgreSQL has is its own text: no source value equals it.
        if (reading != Reading.Value)
        {
            row.Append(text);
        }
    }

    private static Reading Integer(SourceForm form, ReadOnlySpan<byte> text, long min, long max, CellRow row)
    {
        switch (form)
        {
            case SourceForm.Year when text.SequenceEqual("0000"u8):
                return Reading.Absent;
            case SourceForm.Float32 or SourceForm.Float64:
                return FloatForm.AppendInteger(text, min, max, row);
            case SourceForm.Time:
                return MomentForm.AppendSeconds(text, min, max, row);
            case SourceForm.Decimal:
                var rounded = new CellRow();
                return DecimalForm.Append(text, precision: 40, scale: 0, rounded) == Reading.Value ? IntegerForm.Append(rounded[0], min, max, row) : Reading.Unfit;
            default:
                return IntegerForm.Append(TextForm.Trim(text), min, max, row);
        }
    }

    private static Reading Numeric(SourceForm form, ReadOnlySpan<byte> text, PgType target, CellRow row) => form switch
    {
        SourceForm.Float32 or SourceForm.Float64 => FloatForm.AppendDecimal(text, form == SourceForm.Float32, target.Precision, target.Scale, row),
        SourceForm.Integer or SourceForm.Bits or SourceForm.Decimal or SourceForm.Text => DecimalForm.Append(TextForm.Trim(text), target.Precision, target.Scale, row),
        _ => Reading.Unfit,
    };

    private static Reading Bits(SourceForm form, ReadOnlySpan<byte> text, int width, CellRow row)
    {
        if (form != SourceForm.Text)
        {
            return IntegerForm.AppendBits(text, width, row);
        }

        if (text.Length != width || text.IndexOfAnyExcept((byte)'0', (byte)'1') >= 0)
        {
            return Reading.Unfit;
        }

        row.Append(text);
        return Reading.Value;
    }

    private static Reading Text(SourceForm form, ReadOnlySpan<byte> text, PgType target, CellRow row) => form switch
    {
        SourceForm.Year when text.SequenceEqual("0000"u8) => Reading.Absent,
        SourceForm.Date or SourceForm.DateTime or SourceForm.Timestamp when text.StartsWith("0000-00-00"u8) => Reading.Absent,
        SourceForm.Float32 or SourceForm.Float64 or SourceForm.Uuid or SourceForm.Timestamp => Respelled(form, text, target, row),
        SourceForm.Geometry => GeometryForm.Append(text, target.Length, target.Kind == PgKind.Char, row),
        SourceForm.Decimal => Plain(Unpadded(text), target, row),
        _ => Plain(text, target, row),
    };

    /// <summary>Values whose text in PostgreSQL is not the one that the source prints.</summary>
    private static Reading Respelled(SourceForm form, ReadOnlySpan<byte> text, PgType target, CellRow row)
    {
        var spelled = new CellRow();
        switch (form)
        {
            case SourceForm.Uuid:
                TextForm.AppendUuid(text, spelled);
                break;
            case SourceForm.Timestamp when MomentForm.AppendDay(text, isStrict: false, spelled) == Reading.Value:
                spelled.Clear();
                spelled.Append([.. text, .. "+00"u8]);
                break;
            case SourceForm.Timestamp:
                // 2024-05-00 is no day but says something, and text can hold it.
                return Plain(text, target, row);
            default:
                FloatForm.Append(text, form == SourceForm.Float32, spelled);
                break;
        }

        return Plain(spelled[0], target, row);
    }

    private static Reading Plain(ReadOnlySpan<byte> text, PgType target, CellRow row) => TextForm.Append(text, target.Length, target.Kind == PgKind.Char, row);

    /// <summary>A ZEROFILL decimal is shown with zeros whose number depends on the value; text gets its digits.</summary>
    private static ReadOnlySpan<byte> Unpadded(ReadOnlySpan<byte> text)
    {
        var bare = text.TrimStart((byte)'0');
        return bare.IsEmpty || bare[0] == '.' ? text[Math.Max(0, text.Length - bare.Length - 1)..] : text[0] == '-' ? text : bare;
    }
}
