using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Turns parents' source keys into their target ids, through the staged rows of this run and the crosswalk of earlier ones.</summary>
internal static class References
{
    /// <summary>References to other table plans, which are resolved already.</summary>
    public static async Task ResolveAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Outer)
        {
            await FillAsync(resolution, rule, cancellationToken);
        }
    }

    /// <summary>Holds back rows whose parent is missing, where the plan says so. A row merged into a record needs none: it writes nothing.</summary>
    public static async Task HoldBackAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Outer)
        {
            await HoldBackAsync(resolution, rule, cancellationToken);
        }
    }

    /// <summary>References to rows of the same table plan, once its ids are settled. A row that goes to quarantine takes its children along, so this repeats until nothing changes.</summary>
    public static async Task ResolveWithinAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Inner)
        {
            var column = Sql.Quote(rule.Column);
            do
            {
                await resolution.ExecuteAsync($"UPDATE {resolution.Staging} SET {column} = NULL WHERE {column} IS NOT NULL", cancellationToken);
                await FillAsync(resolution, rule, cancellationToken);
            }
            while (await HoldBackAsync(resolution, rule, cancellationToken) > 0);
        }
    }

    /// <summary>Counts the references that lead to a parent that is spelled otherwise, and those that became null, once it is settled which rows are written.</summary>
    public static async Task CountAsync(Resolution resolution, ILedgerSeal seal, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<ReferenceRule>())
        {
            var key = $"s.{Key(rule)}";
            if (Spelled(resolution, rule) is { } spellings)
            {
                await CountAsync(rule, Reasons.ReferenceRespelled, after: null, $", {Shown("m.parents")}", $" JOIN {spellings} ON m.spelling = {key}", $"m.parents IS NOT NULL AND s.{Sql.Quote(rule.Column)} IS NOT NULL");
            }

            if (rule.Missing == MissingParent.Null)
            {
                await CountAsync(rule, Reasons.MissingParent, "NULL", string.Empty, string.Empty, $"{Missing(rule)} AND NOT {IsAmbiguous(resolution, rule)}");
                await CountAsync(rule, Reasons.AmbiguousParent, "NULL", string.Empty, string.Empty, $"{Missing(rule)} AND {IsAmbiguous(resolution, rule)}");
            }
        }

        Task<long> CountAsync(ReferenceRule rule, string reason, string? after, string to, string joined, string where) => LateCoercions.AddAsync(
            resolution.Connection,
            seal,
            resolution.Run,
            new LateCoercion(
                resolution.Table.Name,
                rule.Column,
                reason,
                after,
                $"SELECT s._key, {Shown($"s.{Key(rule)}")}{to} FROM {resolution.Staging} AS s{joined} WHERE s._outcome NOT IN ('{Bookkeeping.Quarantined}', '{Bookkeeping.Merged}') AND {where}"),
            cancellationToken);
    }

    /// <summary>Where the source finds a parent that is spelled otherwise, it is that one, though a record of an earlier run may have had this very spelling.</summary>
    private static async Task FillAsync(Resolution resolution, ReferenceRule rule, CancellationToken cancellationToken)
    {
        var key = $"s.{Key(rule)}";
        if (Spelled(resolution, rule) is not { } spellings)
        {
            await FillAsync(resolution, rule, key, string.Empty, $"{key} IS NOT NULL", cancellationToken);
            return;
        }

        await FillAsync(resolution, rule, key, string.Empty, $"{key} IS NOT NULL AND NOT EXISTS (SELECT FROM {spellings} WHERE m.spelling = {key})", cancellationToken);
        await FillAsync(resolution, rule, "m.parents", $"{spellings}, ", $"m.spelling = {key}", cancellationToken);
    }

    /// <param name="resolution">The table plan.</param>
    /// <param name="rule">The reference.</param>
    /// <param name="key">The parent's key.</param>
    /// <param name="from">What it is looked up in, with a comma behind it.</param>
    /// <param name="where">Rows whose parent has such a key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private static async Task FillAsync(Resolution resolution, ReferenceRule rule, string key, string from, string where, CancellationToken cancellationToken)
    {
        var parent = resolution.Parent(rule);
        var column = Sql.Quote(rule.Column);
        var type = PgTypes.Sql(resolution.Table.Target.Find(rule.Column)!.Type);
        var id = parent.Target.Find(parent.Id!.Column)!;
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET {column} = p._target_id::{type}
            FROM {from}{Sql.Quote(StagingNames.Table(resolution.Run, resolution.Plan, parent))} AS p
            WHERE p._key = {key} AND {where} AND p._target_id IS NOT NULL AND p._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}'
            """,
            cancellationToken);
        // A record of an earlier run counts while it is there: the application may have deleted it.
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET {column} = x.target_id::{type}
            FROM {from}reprise.crosswalk AS x
            JOIN {Sql.Quote(parent.Target.Name)} AS t ON t.{Sql.Quote(id.Name)} = x.target_id::{PgTypes.Sql(id.Type)}
            WHERE s.{column} IS NULL AND {where} AND x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = {key}
            """,
            cancellationToken,
            resolution.Run.Entity.Value,
            parent.Target.Name.ToString(),
            parent.Origin);
    }

    private static async Task<int> HoldBackAsync(Resolution resolution, ReferenceRule rule, CancellationToken cancellationToken)
    {
        if (rule.Missing != MissingParent.Quarantine)
        {
            return 0;
        }

        var isMissing = $"s._outcome IS DISTINCT FROM '{Bookkeeping.Merged}' AND {Missing(rule)}";
        return await resolution.QuarantineAsync(Reasons.AmbiguousParent, rule.Column, $"{isMissing} AND {IsAmbiguous(resolution, rule)}", cancellationToken)
            + await resolution.QuarantineAsync(Reasons.MissingParent, rule.Column, isMissing, cancellationToken);
    }

    /// <summary>What the source says of the spellings of a reference, as <c>m</c>; null = it is compared exactly.</summary>
    private static string? Spelled(Resolution resolution, ReferenceRule rule) =>
        resolution.Plan.Respelled(resolution.Table, rule) is { } reference ? Spellings.Of(resolution.Run, resolution.Table, reference) : null;

    private static string IsAmbiguous(Resolution resolution, ReferenceRule rule) =>
        Spelled(resolution, rule) is { } spellings ? $"EXISTS (SELECT FROM {spellings} WHERE m.spelling = s.{Key(rule)} AND m.parents IS NULL)" : "false";

    private static string Missing(ReferenceRule rule) => $"s.{Key(rule)} IS NOT NULL AND s.{Sql.Quote(rule.Column)} IS NULL";

    private static string Key(ReferenceRule rule) => Sql.Quote(StagingLayout.ReferencePrefix + rule.Column);

    /// <summary>A key as people see it.</summary>
    private static string Shown(string key) => $"replace({key}, {Sql.Literal(SourceKey.Separator.ToString())}, ', ')";
}
