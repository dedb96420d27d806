using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Plans;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From bytes, UUIDs and bits.</summary>
internal static class ByteConversions
{
    public static ColumnConverter? FromBinary(SourceTraits traits, PgType target) => target.Kind switch
    {
        PgKind.Bytea => new BytesConverter<ToBytes>(Outputs.Bytes, default),
        _ when traits.IsGeometry => Outputs.Text(target) is var (most, text) ? new BytesConverter<GeometryToText>(text, new GeometryToText(most)) : null,
        PgKind.Uuid when traits.UuidOrder == UuidOrder.Swapped => new BytesConverter<SwappedToUuid>(Outputs.Uuid, default),
        PgKind.Uuid => new BytesConverter<BytesToUuid>(Outputs.Uuid, default),
        PgKind.Inet => new BytesConverter<BytesToInet>(Outputs.PlainText, default),
        _ when Outputs.Text(target) is var (limit, type) => new BytesConverter<BytesToText>(type, new BytesToText(limit)),
        _ => null,
    };

    public static ColumnConverter? FromUuid(PgType target) => target.Kind switch
    {
        PgKind.Uuid => new IdentityConverter(Outputs.Uuid),
        PgKind.Bytea => new BytesConverter<ToBytes>(Outputs.Bytes, default),
        _ when Outputs.Text(target) is var (limit, type) => new BytesConverter<UuidToText>(type, new UuidToText(limit)),
        _ => null,
    };

    public static ColumnConverter? FromBits(ColumnType source, PgType target)
    {
        var width = Outputs.Width(target);
        return target.Kind switch
        {
            PgKind.Bit when width == source.Length => new IdentityConverter(Outputs.Bits(target)),
            PgKind.Bit => new WordConverter<UpTo>(Outputs.Bits(target), new UpTo(width >= 64 ? ulong.MaxValue : (1UL << width) - 1)),
            PgKind.Boolean => new WordConverter<ZeroOrOne>(Outputs.Boolean, default),
            PgKind.Numeric => UnsignedConversions.Find(source, default, target),
            _ when Outputs.Integer(target) is var (_, max, type) => new WordConverter<UpTo>(type, new UpTo((ulong)max)),
            _ => null,
        };
    }
}
