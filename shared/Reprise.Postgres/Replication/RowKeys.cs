using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Replication;

/// <summary>The source key of a replicated row, from what it became: see <see cref="SourceKey"/> for its form, which is that of the source's type. A table without a key is known by places in the snapshot, which its rows do not hold.</summary>
/// <remarks>
/// A part whose source value cannot be told from the target's makes the key null: no key is better than one that leads to no row, or to another one.
/// Text counts as told, though the U+0000 that mapping removed from it is not in it.
/// </remarks>
internal static class RowKeys
{
    private const string Unknown = "NULL::text";

    /// <summary>The key as SQL of type text.</summary>
    /// <param name="plan">Run plan, which knows the source's types.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="alias">Alias of its rows.</param>
    public static string Of(RunPlan plan, RunTable table, string alias)
    {
        var parts = table.Key.Select(name => Part(plan, table, name, alias)).ToList();
        return parts.Count == 0 || parts.Contains(null) ? Unknown : Joined(parts);
    }

    /// <summary>The key that a reference spells, whose columns are text or say which value the source had; text of a char is told, too: MySQL's has no spaces at its end either.</summary>
    public static string Reference(RunPlan plan, RunTable table, RespelledReference reference, string alias) => Joined(reference.Columns.Select(name =>
    {
        var column = table.Target.Find(Rule(table, name).Column)!;
        return column.Type.Kind is PgKind.Text or PgKind.Varchar or PgKind.Char ? $"{alias}.{Sql.Quote(column.Name)}::text" : Part(plan, table, name, alias);
    }));

    /// <summary>The key once references have taken over the spelling of their parents: one with such a reference in it is not told any more.</summary>
    /// <param name="plan">Run plan, which knows the source's types.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="alias">Alias of its rows.</param>
    public static string AfterRespelling(RunPlan plan, RunTable table, string alias) =>
        table.Respelled.SelectMany(reference => reference.Parts).Any(part => part.TakesOver && table.Key.Contains(part.Column, StringComparer.OrdinalIgnoreCase)) ? Unknown : Of(plan, table, alias);

    private static string Joined(IEnumerable<string?> parts) => string.Join($" || {Sql.Literal(SourceKey.Separator.ToString())} || ", parts);

    private static SourceColumnRule Rule(RunTable table, string name) => table.Rules.OfType<SourceColumnRule>().First(rule => string.Equals(rule.From, name, StringComparison.OrdinalIgnoreCase));

    private static string? Part(RunPlan plan, RunTable table, string name, string alias)
    {
        var read = plan.Source(table.Source);
        var rule = Rule(table, name);
        var from = read.Columns.First(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)).Type;
        var to = table.Target.Find(rule.Column)!.Type;
        var column = $"{alias}.{Sql.Quote(rule.Column)}";
        return from.Kind switch
        {
            ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 or ValueKind.UInt64 or ValueKind.Bits => OfInteger(column, to, read.Table.Find(name) is { IsZeroFill: true }),
            ValueKind.Decimal => to.Kind == PgKind.Numeric && (to.Precision == 0 || to.Scale >= from.Scale) ? $"trim_scale({column})::text" : null,
            ValueKind.Float32 => to.Kind == PgKind.Float4 ? OfFloat(column) : null,
            ValueKind.Float64 => to.Kind == PgKind.Float8 ? OfFloat(column) : null,
            ValueKind.Text or ValueKind.TextSet or ValueKind.Json => OfText(column, to),
            ValueKind.Binary or ValueKind.Uuid => OfBytes(column, from, to, rule.UuidOrder),
            _ => OfMoment(column, from, to, isUtc: plan.TimeZone is null),
        };
    }

    /// <summary>Digits. Text of a ZEROFILL integer has zeros in front that its key has not.</summary>
    private static string? OfInteger(string column, PgType to, bool isZeroFill) => to.Kind switch
    {
        PgKind.Boolean => $"{column}::integer::text",
        PgKind.Int2 or PgKind.Int4 or PgKind.Int8 => $"{column}::text",
        PgKind.Numeric => $"trim_scale({column})::text",
        PgKind.Text or PgKind.Varchar when !isZeroFill => $"{column}::text",

        // The top bit of 64 is PostgreSQL's sign.
        PgKind.Bit => $"({column}::bigint::numeric + CASE WHEN {column}::bigint < 0 THEN 18446744073709551616 ELSE 0 END)::text",
        _ => null,
    };

    /// <summary>Shortest digits, without sign of a zero. Both sides write exponents, each in its way and for other numbers: those are not told.</summary>
    private static string OfFloat(string column) => $"CASE WHEN {column} = 0 THEN '0' WHEN {column}::text NOT LIKE '%e%' THEN {column}::text END";

    /// <summary>Text as it is. What was read from text (numbers, moments, UUIDs) may have been spelled in several ways, and jsonb and char spell it in theirs.</summary>
    private static string? OfText(string column, PgType to) => to.Kind switch
    {
        PgKind.Text or PgKind.Varchar or PgKind.Enum or PgKind.Json => $"{column}::text",
        PgKind.TextArray => $"array_to_string({column}, ',')",
        _ => null,
    };

    /// <summary>Hexadecimal digits. Text is that of a UUID: that of bytes and geometries is not told.</summary>
    private static string? OfBytes(string column, ColumnType from, PgType to, UuidOrder? order) => to.Kind switch
    {
        PgKind.Bytea => $"encode({column}, 'hex')",
        PgKind.Uuid when order == UuidOrder.Swapped => Swapped($"{column}::text"),
        PgKind.Uuid => $"replace({column}::text, '-', '')",
        PgKind.Text or PgKind.Varchar or PgKind.Char when from.Kind == ValueKind.Uuid => $"replace({column}::text, '-', '')",
        _ => null,
    };

    /// <summary>The bytes of which <c>UUID_TO_BIN(…, 1)</c> turned the time around: third group, second, first, rest.</summary>
    private static string Swapped(string uuid) => $"substr({uuid}, 15, 4) || substr({uuid}, 10, 4) || substr({uuid}, 1, 8) || substr({uuid}, 20, 4) || substr({uuid}, 25)";

    /// <summary>ISO forms, of an instant in UTC. A local time of a zone is not told by its instant: hours are skipped and repeated. Nor is what was cut.</summary>
    private static string? OfMoment(string column, ColumnType from, PgType to, bool isUtc)
    {
        var utc = $"({column} AT TIME ZONE 'UTC')";
        var isWhole = to.Precision >= from.Precision;
        return (from.Kind, to.Kind) switch
        {
            (ValueKind.Date, PgKind.Date) => $"{column}::text",
            (ValueKind.Date, PgKind.Timestamp) => $"{column}::date::text",
            (ValueKind.Date, PgKind.TimestampTz) when isUtc => $"{utc}::date::text",
            (ValueKind.DateTime, PgKind.Timestamp) when isWhole => $"{column}::text",
            (ValueKind.DateTime, PgKind.TimestampTz) when isUtc && isWhole => $"{utc}::text",
            (ValueKind.Timestamp, PgKind.Timestamp) when isWhole => $"{column}::text || '+00'",
            (ValueKind.Timestamp, PgKind.TimestampTz) when isWhole => $"{utc}::text || '+00'",
            (ValueKind.Time, PgKind.Interval) => $"{column}::text",
            (ValueKind.Time, PgKind.Time) when isWhole => $"{column}::text",
            _ => null,
        };
    }
}
