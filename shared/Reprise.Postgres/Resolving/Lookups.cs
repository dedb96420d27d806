using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Masking;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Fills columns that hold something of a record which the target has already, found by its natural key.</summary>
internal static class Lookups
{
    /// <summary>Finds the records. Several with the same natural key are none: the row goes to quarantine.</summary>
    public static async Task ResolveAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<LookupRule>())
        {
            var column = Sql.Quote(rule.Column);
            var type = StagingTables.ResolvedType(resolution.Table.Target.Find(rule.Column)!);
            var found = string.Join(" AND ", Keys(resolution, rule, "s").Select((key, i) => $"{key} = h.k{i}"));
            await resolution.ExecuteAsync(
                $"UPDATE {resolution.Staging} AS s SET {column} = h.value::{type} FROM {Hits(resolution, rule)} AS h WHERE s._outcome IS NULL AND {found} AND h.n = 1",
                cancellationToken);
            await resolution.QuarantineAsync(Reasons.Ambiguous, rule.Column, $"s._outcome IS NULL AND {found} AND h.n > 1", cancellationToken, $"{Hits(resolution, rule)} AS h");
            if (rule is { Missing: MissingRecord.Value, MissingText: { } text })
            {
                await resolution.ExecuteAsync(
                    $"UPDATE {resolution.Staging} AS s SET {column} = $1::text::{type} WHERE s._outcome IS NULL AND s.{column} IS NULL AND {IsAsked(resolution, rule)}",
                    cancellationToken,
                    text);
            }
        }
    }

    /// <summary>Holds back rows whose record is missing, where the plan says so. A row merged into a record needs none: it writes nothing.</summary>
    public static async Task HoldBackAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<LookupRule>().Where(rule => rule.Missing == MissingRecord.Quarantine))
        {
            await resolution.QuarantineAsync(
                Reasons.MissingRecord,
                rule.Column,
                $"s._outcome IS DISTINCT FROM '{Bookkeeping.Merged}' AND s.{Sql.Quote(rule.Column)} IS NULL AND {IsAsked(resolution, rule)}",
                cancellationToken);
        }
    }

    /// <summary>Counts the rows whose record is missing, once it is settled which rows are written.</summary>
    public static async Task CountMissingAsync(Resolution resolution, ILedgerSeal seal, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<LookupRule>().Where(rule => rule.Missing != MissingRecord.Quarantine))
        {
            var rows = $"""
                SELECT s._key, concat_ws(', ', {string.Join(", ", Keys(resolution, rule, "s"))}) FROM {resolution.Staging} AS s
                WHERE s._outcome NOT IN ('{Bookkeeping.Quarantined}', '{Bookkeeping.Merged}') AND {Misses(resolution, rule)}
                """;
            var after = rule.MissingText is { } text ? ValueMask.Mask(text) : "NULL";
            await LateCoercions.AddAsync(resolution.Connection, seal, resolution.Run, new LateCoercion(resolution.Table.Name, rule.Column, Reasons.MissingRecord, after, rows), cancellationToken);
        }
    }

    /// <summary>Natural keys that are asked for, each with how many records have it and the value of one.</summary>
    private static string Hits(Resolution resolution, LookupRule rule)
    {
        var names = string.Join(", ", rule.By.Select((_, i) => $"w.k{i}"));
        var keys = string.Join(", ", Keys(resolution, rule, "s").Select((key, i) => $"{key} AS k{i}"));
        return $"""
            (SELECT {names}, (array_agg(t.{Sql.Quote(rule.Return!)}))[1] AS value, count(*) AS n
             FROM (SELECT DISTINCT {keys} FROM {resolution.Staging} AS s WHERE s._outcome IS NULL AND s.{Sql.Quote(rule.Column)} IS NULL AND {IsAsked(resolution, rule)}) AS w
             JOIN {Sql.Quote(rule.Table)} AS t ON {string.Join(" AND ", rule.By.Select((by, i) => $"t.{Sql.Quote(by.Name)} = w.k{i}"))}
             GROUP BY {names})
            """;
    }

    /// <summary>True for a row whose record is not there.</summary>
    public static string Misses(Resolution resolution, LookupRule rule)
    {
        var hit = string.Join(" AND ", Keys(resolution, rule, "s").Zip(rule.By, (key, by) => $"t.{Sql.Quote(by.Name)} = {key}"));
        return $"{IsAsked(resolution, rule)} AND NOT EXISTS (SELECT FROM {Sql.Quote(rule.Table)} AS t WHERE {hit} AND t.{Sql.Quote(rule.Return!)} IS NOT NULL)";
    }

    /// <summary>True for a row with a whole natural key.</summary>
    private static string IsAsked(Resolution resolution, LookupRule rule) => string.Join(" AND ", Keys(resolution, rule, "s").Select(key => $"{key} IS NOT NULL"));

    private static IEnumerable<string> Keys(Resolution resolution, LookupRule rule, string alias) =>
        rule.By.Select((by, i) => Resolution.Value(alias, by.AsColumn() with { Name = StagingLayout.InputColumn(resolution.Table, rule, i) }));
}
