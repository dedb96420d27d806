using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From booleans and signed integers. A tinyint(1) has the same forms whether its values made it a boolean or not: 0 and 1 stay digits in text.</summary>
internal static class IntegerConversions
{
    public static ColumnConverter? Find(ColumnType source, SourceTraits traits, PgType target)
    {
        if (traits.IsYear)
        {
            return FromYear(source, target);
        }

        return target.Kind switch
        {
            PgKind.Boolean when source.Kind == ValueKind.Boolean => new IdentityConverter(Outputs.Boolean),
            PgKind.Boolean => new WordConverter<ZeroOrOne>(Outputs.Boolean, default),
            PgKind.Int2 or PgKind.Int4 or PgKind.Int8 => ToInteger(source, target),
            PgKind.Numeric => ToNumeric(source, target),
            PgKind.Float4 => new WordConverter<IntegerToFloat>(Outputs.Float4, new IntegerToFloat(isUnsigned: false, isSingle: true)),
            PgKind.Float8 => new WordConverter<IntegerToFloat>(Outputs.Float8, new IntegerToFloat(isUnsigned: false, isSingle: false)),
            PgKind.Bit when source.Kind == ValueKind.Boolean => new WordConverter<Unchanged>(Outputs.Bits(target), default),
            _ when Outputs.Text(target) is var (limit, type) => new WordBytesConverter<WordToText>(type, new WordToText(source, limit, traits.ZeroFill)),
            _ => null,
        };
    }

    private static ColumnConverter? FromYear(ColumnType source, PgType target) => target.Kind switch
    {
        _ when Outputs.Integer(target) is var (_, _, type) => new WordConverter<YearNumber>(type, default),
        _ when Outputs.Text(target) is var (limit, type) => new WordBytesConverter<YearText>(type, new YearText(new WordToText(source, limit, zeroFill: 4))),
        _ => null,
    };

    private static ColumnConverter ToInteger(ColumnType source, PgType target)
    {
        var (min, max, type) = Outputs.Integer(target)!.Value;
        var isWide = target.Kind == PgKind.Int8
            || source.Kind is ValueKind.Boolean or ValueKind.Int16
            || (source.Kind == ValueKind.Int32 && target.Kind == PgKind.Int4);
        return isWide && source.Kind != ValueKind.Boolean
            ? new IdentityConverter(type)
            : new WordConverter<InRange>(type, new InRange(min, max));
    }

    private static ColumnConverter ToNumeric(ColumnType source, PgType target)
    {
        var digits = source.Kind switch { ValueKind.Boolean => 1, ValueKind.Int16 => 5, ValueKind.Int32 => 10, _ => 19 };
        var type = Outputs.Numeric(target, new ColumnType(ValueKind.Decimal, digits));
        return type.IsFixed
            ? new WordConverter<Scaled>(type, new Scaled(Powers.Ten[type.Scale], Powers.Limit(type.Precision)))
            : new WordBytesConverter<WordToDecimalText>(type, new WordToDecimalText(source, type.Precision, type.Scale));
    }
}
