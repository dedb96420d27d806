using System.Text;
using Reprise.Core.Catalogs;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From text, JSON and sets. What is read from text is read strictly: a value that two people could read differently is refused.</summary>
internal static class TextConversions
{
    public static ColumnConverter? Find(SourceTraits traits, bool blankAsNull, PgType target) => Find(traits.Rules(blankAsNull), traits.Clock, target);

    public static ColumnConverter? FromJson(PgType target) => target.Kind switch
    {
        PgKind.Json => new BytesConverter<ToJson>(Outputs.Json, new ToJson(isBinary: false)),
        PgKind.Jsonb => new BytesConverter<ToJson>(Outputs.Json, new ToJson(isBinary: true)),
        _ when Outputs.Text(target) is var (limit, type) => new BytesConverter<ToText>(type, new ToText(limit)),
        _ => null,
    };

    public static ColumnConverter? FromSet(PgType target, bool blankAsNull)
    {
        var rules = new TextRules(blankAsNull, BlankEnum: false);
        return target.Kind switch
        {
            PgKind.TextArray => new BytesConverter<ToText>(Outputs.Set, default, rules),
            _ when Outputs.Text(target) is var (limit, type) => new BytesConverter<ToText>(type, new ToText(limit), rules),
            _ => null,
        };
    }

    private static ColumnConverter? Find(TextRules rules, LocalClock? clock, PgType target) => target.Kind switch
    {
        PgKind.Boolean => new BytesWordConverter<ReadBoolean>(Outputs.Boolean, default, rules),
        PgKind.Numeric => ToNumeric(rules, target),
        PgKind.Float4 => new BytesWordConverter<ReadFloat>(Outputs.Float4, new ReadFloat(isSingle: true), rules),
        PgKind.Float8 => new BytesWordConverter<ReadFloat>(Outputs.Float8, new ReadFloat(isSingle: false), rules),
        PgKind.Bytea => new BytesConverter<ToBytes>(Outputs.Bytes, default, rules),
        PgKind.Date => new BytesWordConverter<ReadDate>(Outputs.Date, default, rules),
        PgKind.Time => new BytesWordConverter<ReadTimeOfDay>(Outputs.Time(target), new ReadTimeOfDay(CutTo.UnitOf(target.Precision)), rules),
        PgKind.Timestamp => ToMoment(Outputs.DateTime(target), target, clock: null, rules),
        PgKind.TimestampTz => ToMoment(Outputs.Timestamp(target), target, clock, rules),
        PgKind.Interval => new BytesWordConverter<ReadDuration>(Outputs.Time(target), default, rules),
        PgKind.Json => new BytesConverter<ToJson>(Outputs.Json, new ToJson(isBinary: false), rules),
        PgKind.Jsonb => new BytesConverter<ToJson>(Outputs.Json, new ToJson(isBinary: true), rules),
        PgKind.Uuid => new BytesConverter<TextToUuid>(Outputs.Uuid, default, rules),
        PgKind.Inet => new BytesConverter<TextToInet>(Outputs.PlainText, default, rules),
        PgKind.Bit when Outputs.Width(target) <= 64 => new BytesWordConverter<ReadBits>(Outputs.Bits(target), new ReadBits(Outputs.Width(target)), rules),
        PgKind.Enum => new BytesConverter<ToLabel>(Outputs.PlainText, new ToLabel(Labels(target)), rules),
        _ when Outputs.Integer(target) is var (min, max, type) => new BytesWordConverter<ReadInteger>(type, new ReadInteger(min, max), rules),
        _ when Outputs.Text(target) is var (limit, type) => new BytesConverter<ToText>(type, new ToText(limit), rules),
        _ => null,
    };

    private static ColumnConverter ToNumeric(TextRules rules, PgType target)
    {
        var type = Outputs.Numeric(target);
        return type.IsFixed
            ? new BytesWordConverter<ReadDecimal>(type, new ReadDecimal(type.Precision, type.Scale), rules)
            : new BytesConverter<ReadDecimalText>(type, new ReadDecimalText(type.Precision, type.Scale), rules);
    }

    private static BytesWordConverter<ReadMoment> ToMoment(Columns.ColumnType type, PgType target, LocalClock? clock, TextRules rules) =>
        new(type, new ReadMoment(CutTo.UnitOf(target.Precision), allowsZone: target.Kind == PgKind.TimestampTz, clock), rules);

    private static byte[][] Labels(PgType target) => [.. (target.Labels ?? []).Select(Encoding.UTF8.GetBytes)];
}
