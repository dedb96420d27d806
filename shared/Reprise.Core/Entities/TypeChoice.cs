using Reprise.Core.Catalogs;
using Reprise.Core.Plans;

namespace Reprise.Core.Entities;

/// <summary>A type that somebody chose for a replicated column instead of the one that its declaration and values suggest.</summary>
/// <param name="Table">Source table.</param>
/// <param name="Column">Source column.</param>
/// <param name="Type">PostgreSQL type.</param>
/// <param name="Line">Line in the entity's file, from 1.</param>
public sealed record TypeChoice(string Table, string Column, PgType Type, int Line)
{
    /// <summary>Word for a uuid whose bytes are kept in the order of <see cref="Plans.UuidOrder.Swapped"/>.</summary>
    public const string SwappedUuid = "uuid-swapped";

    /// <summary>Order in which the source keeps the bytes; null = not declared.</summary>
    public UuidOrder? UuidOrder { get; init; }

    /// <summary>Types that may be chosen, by the word that configuration writes.</summary>
    public static IReadOnlyDictionary<string, PgType> Words { get; } = new Dictionary<string, PgType>(StringComparer.Ordinal)
    {
        ["boolean"] = new(PgKind.Boolean),
        ["smallint"] = new(PgKind.Int2),
        ["integer"] = new(PgKind.Int4),
        ["bigint"] = new(PgKind.Int8),
        ["numeric"] = new(PgKind.Numeric),
        ["double precision"] = new(PgKind.Float8),
        ["text"] = new(PgKind.Text),
        ["bytea"] = new(PgKind.Bytea),
        ["date"] = new(PgKind.Date),
        ["timestamp"] = new(PgKind.Timestamp, Precision: 6),
        ["timestamptz"] = new(PgKind.TimestampTz, Precision: 6),
        ["interval"] = new(PgKind.Interval),
        ["jsonb"] = new(PgKind.Jsonb),
        ["uuid"] = new(PgKind.Uuid),
        [SwappedUuid] = new(PgKind.Uuid),
        ["inet"] = new(PgKind.Inet),
    };
}
