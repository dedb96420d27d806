using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From floating-point numbers.</summary>
internal static class FloatConversions
{
    public static ColumnConverter? Find(ColumnType source, PgType target)
    {
        var isSingle = source.Kind == ValueKind.Float32;
        return target.Kind switch
        {
            PgKind.Float8 => new IdentityConverter(Outputs.Float8),
            PgKind.Float4 when isSingle => new IdentityConverter(Outputs.Float4),
            PgKind.Float4 => new WordConverter<FloatToSingle>(Outputs.Float4, default),
            PgKind.Numeric => ToNumeric(source, isSingle, target),
            _ when Outputs.Integer(target) is var (min, max, type) => new WordConverter<FloatToInteger>(type, new FloatToInteger(min, max)),
            _ when Outputs.Text(target) is var (limit, type) => new WordBytesConverter<WordToText>(type, new WordToText(source, limit, zeroFill: 0)),
            _ => null,
        };
    }

    private static ColumnConverter ToNumeric(ColumnType source, bool isSingle, PgType target)
    {
        var type = Outputs.Numeric(target);
        return type.IsFixed
            ? new WordConverter<FloatToDecimal>(type, new FloatToDecimal(isSingle, type.Precision, type.Scale))
            : new WordBytesConverter<WordToDecimalText>(type, new WordToDecimalText(source, type.Precision, type.Scale));
    }
}
