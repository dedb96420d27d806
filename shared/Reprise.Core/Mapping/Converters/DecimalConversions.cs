using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From decimals: words up to 18 digits, canonical text beyond.</summary>
internal static class DecimalConversions
{
    public static ColumnConverter? Find(ColumnType source, PgType target) => target.Kind switch
    {
        PgKind.Numeric => ToNumeric(source, target),
        PgKind.Float4 or PgKind.Float8 => ToFloat(source, target.Kind == PgKind.Float4),
        _ when Outputs.Integer(target) is var (min, max, type) => source.IsFixed
            ? new WordConverter<Rounded>(type, new Rounded(Powers.Ten[source.Scale], min, max))
            : new BytesWordConverter<DecimalTextToInteger>(type, new DecimalTextToInteger(min, max)),
        _ when Outputs.Text(target) is var (limit, type) => source.IsFixed
            ? new WordBytesConverter<WordToText>(type, new WordToText(source, limit, zeroFill: 0))
            : new BytesConverter<ToText>(type, new ToText(limit)),
        _ => null,
    };

    private static ColumnConverter ToFloat(ColumnType source, bool isSingle)
    {
        var type = isSingle ? Outputs.Float4 : Outputs.Float8;
        return source.IsFixed
            ? new WordConverter<DecimalToFloat>(type, new DecimalToFloat(source.Scale, isSingle))
            : new BytesWordConverter<ReadFloat>(type, new ReadFloat(isSingle));
    }

    private static ColumnConverter ToNumeric(ColumnType source, PgType target)
    {
        var type = Outputs.Numeric(target, source);
        if (type.IsFixed && source.IsFixed)
        {
            return WordToWord(source, type);
        }

        return (source.IsFixed, type.IsFixed) switch
        {
            (true, _) => new WordBytesConverter<WordToDecimalText>(type, new WordToDecimalText(source, type.Precision, type.Scale)),
            (false, true) => new BytesWordConverter<ReadDecimal>(type, new ReadDecimal(type.Precision, type.Scale)),
            _ => new BytesConverter<ReadDecimalText>(type, new ReadDecimalText(type.Precision, type.Scale)),
        };
    }

    private static ColumnConverter WordToWord(ColumnType source, ColumnType type)
    {
        var limit = Powers.Limit(type.Precision);
        if (type.Scale < source.Scale)
        {
            return new WordConverter<Rounded>(type, new Rounded(Powers.Ten[source.Scale - type.Scale], -limit, limit));
        }

        return type.Scale == source.Scale && type.Precision >= source.Precision
            ? new IdentityConverter(type)
            : new WordConverter<Scaled>(type, new Scaled(Powers.Ten[type.Scale - source.Scale], limit));
    }
}
