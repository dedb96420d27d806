using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Plans.Scaffolding.Content;

/// <summary>How well values of a source column go into a target type: 0 when none has a form there, 1 within the same family.</summary>
internal static class TypeLikeness
{
    /// <summary>From here on, values keep their meaning.</summary>
    public const double Near = 0.8;

    private const double Same = 1;
    private const double Far = 0.4;

    /// <summary>From 0 to 1.</summary>
    public static double Of(SourceColumn source, PgType target) => Conversions.CanConvert(source, target) ? Fit(Family(source), Family(target.Kind)) : 0;

    /// <summary>Family of a source column.</summary>
    public static ValueFamily Family(SourceColumn column) => column.DataType switch
    {
        "tinyint" when column.DeclaredType.StartsWith("tinyint(1)", StringComparison.OrdinalIgnoreCase) => ValueFamily.YesNo,
        "tinyint" => ValueFamily.SmallNumber,
        "bit" when column.Precision <= 1 => ValueFamily.YesNo,
        "enum" when column.Labels.Count == 2 => ValueFamily.YesNo,
        "smallint" or "mediumint" or "int" or "integer" or "bigint" or "year" => ValueFamily.Whole,
        "decimal" or "numeric" or "fixed" or "dec" or "float" or "double" or "real" => ValueFamily.Decimal,
        "date" or "datetime" or "timestamp" => ValueFamily.Moment,
        "json" => ValueFamily.Json,
        "uuid" => ValueFamily.Uuid,
        _ when SourceTypes.IsBinary(column.DataType) || SourceTypes.IsGeometry(column.DataType) => ValueFamily.Bytes,
        _ when SourceTypes.IsLongText(column.DataType) => ValueFamily.LongText,
        _ => ValueFamily.Text,
    };

    /// <summary>Family of a target type.</summary>
    public static ValueFamily Family(PgKind kind) => kind switch
    {
        PgKind.Boolean => ValueFamily.YesNo,
        PgKind.Int2 or PgKind.Int4 or PgKind.Int8 => ValueFamily.Whole,
        PgKind.Numeric or PgKind.Float4 or PgKind.Float8 => ValueFamily.Decimal,
        PgKind.Date or PgKind.Timestamp or PgKind.TimestampTz => ValueFamily.Moment,
        PgKind.Json or PgKind.Jsonb => ValueFamily.Json,
        PgKind.Uuid => ValueFamily.Uuid,
        PgKind.Bytea or PgKind.Bit => ValueFamily.Bytes,
        PgKind.Text => ValueFamily.LongText,
        _ => ValueFamily.Text,
    };

    private static double Fit(ValueFamily source, ValueFamily target) => (source, target) switch
    {
        _ when source == target => Same,
        (ValueFamily.SmallNumber, ValueFamily.YesNo or ValueFamily.Whole) => Same,
        (ValueFamily.Text, ValueFamily.LongText) or (ValueFamily.LongText, ValueFamily.Text) => Near,
        (ValueFamily.YesNo, ValueFamily.Text or ValueFamily.LongText) => Near,
        (ValueFamily.Whole or ValueFamily.SmallNumber, ValueFamily.Decimal) or (ValueFamily.YesNo, ValueFamily.Whole) => Near,
        (ValueFamily.LongText, ValueFamily.Json) => Near,
        _ => Far,
    };
}
