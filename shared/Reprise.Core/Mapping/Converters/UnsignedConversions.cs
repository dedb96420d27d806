using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From BIGINT UNSIGNED with values beyond 2^63-1.</summary>
internal static class UnsignedConversions
{
    public static ColumnConverter? Find(ColumnType source, SourceTraits traits, PgType target) => target.Kind switch
    {
        PgKind.Boolean => new WordConverter<ZeroOrOne>(Outputs.Boolean, default),
        PgKind.Numeric => ToNumeric(source, target),
        PgKind.Float4 => new WordConverter<IntegerToFloat>(Outputs.Float4, new IntegerToFloat(isUnsigned: true, isSingle: true)),
        PgKind.Float8 => new WordConverter<IntegerToFloat>(Outputs.Float8, new IntegerToFloat(isUnsigned: true, isSingle: false)),
        _ when Outputs.Integer(target) is var (_, max, type) => new WordConverter<UpTo>(type, new UpTo((ulong)max)),
        _ when Outputs.Text(target) is var (limit, type) => new WordBytesConverter<WordToText>(type, new WordToText(source, limit, traits.ZeroFill)),
        _ => null,
    };

    private static ColumnConverter ToNumeric(ColumnType source, PgType target)
    {
        var type = Outputs.Numeric(target, new ColumnType(ValueKind.Decimal, Precision: 20));
        return type.IsFixed
            ? new WordConverter<UnsignedToDecimal>(type, new UnsignedToDecimal(Powers.Ten[type.Scale], Powers.Limit(type.Precision)))
            : new WordBytesConverter<WordToDecimalText>(type, new WordToDecimalText(source, type.Precision, type.Scale));
    }
}
