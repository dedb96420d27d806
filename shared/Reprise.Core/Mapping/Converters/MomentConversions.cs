using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From dates, times and durations.</summary>
internal static class MomentConversions
{
    /// <summary>A day begins at midnight of the source's zone; without one declared, of UTC.</summary>
    public static ColumnConverter? FromDate(SourceTraits traits, PgType target) => target.Kind switch
    {
        PgKind.Date => new IdentityConverter(Outputs.Date),
        PgKind.Timestamp => new WordConverter<StartOfDay>(Outputs.DateTime(target), default),
        PgKind.TimestampTz when traits.Clock is { } clock => new WordConverter<StartOfLocalDay>(Outputs.Timestamp(target), new StartOfLocalDay(clock)),
        PgKind.TimestampTz => new WordConverter<StartOfDay>(Outputs.Timestamp(target), default),
        _ when Outputs.Text(target) is var (limit, type) => new WordBytesConverter<WordToText>(type, new WordToText(Outputs.Date, limit, zeroFill: 0)),
        _ => null,
    };

    /// <summary>A DATETIME has no zone. As timestamptz it is time of the source's zone; without one declared it is taken for UTC, which is what <see cref="Conversions.Caution"/> is about.</summary>
    public static ColumnConverter? FromDateTime(ColumnType source, SourceTraits traits, PgType target) => (target.Kind, traits.Clock) switch
    {
        (PgKind.TimestampTz, { } clock) => Local(Outputs.Timestamp(target), clock),
        _ => FromMoment(source, target),
    };

    /// <summary>A TIMESTAMP is read in UTC; a target without zone gets the UTC time.</summary>
    public static ColumnConverter? FromTimestamp(ColumnType source, PgType target) => FromMoment(source, target);

    public static ColumnConverter? FromTime(ColumnType source, PgType target) => target.Kind switch
    {
        PgKind.Interval => new IdentityConverter(Outputs.Time(target)),
        PgKind.Time => new WordConverter<TimeOfDay>(Outputs.Time(target), new TimeOfDay(CutTo.UnitOf(target.Precision))),
        _ when Outputs.Integer(target) is var (min, max, type) => new WordConverter<SecondsOf>(type, new SecondsOf(min, max)),
        _ when Outputs.Text(target) is var (limit, type) => new WordBytesConverter<WordToText>(type, new WordToText(source, limit, zeroFill: 0)),
        _ => null,
    };

    private static ColumnConverter? FromMoment(ColumnType source, PgType target) => target.Kind switch
    {
        PgKind.Timestamp => Cut(source, Outputs.DateTime(target)),
        PgKind.TimestampTz => Cut(source, Outputs.Timestamp(target)),
        PgKind.Date => new WordConverter<DayOf>(Outputs.Date, default),
        _ when Outputs.Text(target) is var (limit, type) => new WordBytesConverter<WordToText>(type, new WordToText(source, limit, zeroFill: 0)),
        _ => null,
    };

    private static WordConverter<LocalMoment> Local(ColumnType type, LocalClock clock) => new(type, new LocalMoment(clock, CutTo.UnitOf(type.Precision)));

    private static ColumnConverter Cut(ColumnType source, ColumnType type) =>
        source.Kind == type.Kind && source.Precision <= type.Precision
            ? new IdentityConverter(type)
            : new WordConverter<CutTo>(type, new CutTo(CutTo.UnitOf(type.Precision)));
}
