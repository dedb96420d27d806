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

    /// <summary>Counts the references that became null, once it is settled which rows are written.</summary>
    public static async Task CountMissingAsync(Resolution resolution, ILedgerSeal seal, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<ReferenceRule>().Where(rule => rule.Missing == MissingParent.Null))
        {
            var rows = $"""
                SELECT s._key, s.{Sql.Quote(StagingLayout.ReferencePrefix + rule.Column)} FROM {resolution.Staging} AS s
                WHERE s._outcome NOT IN ('{Bookkeeping.Quarantined}', '{Bookkeeping.Merged}') AND {Missing(rule)}
                """;
            await LateCoercions.AddAsync(resolution.Connection, seal, resolution.Run, new LateCoercion(resolution.Table.Name, rule.Column, Reasons.MissingParent, After: "NULL", rows), cancellationToken);
        }
    }

    private static async Task FillAsync(Resolution resolution, ReferenceRule rule, CancellationToken cancellationToken)
    {
        var parent = resolution.Parent(rule);
        var column = Sql.Quote(rule.Column);
        var reference = Sql.Quote(StagingLayout.ReferencePrefix + rule.Column);
        var type = PgTypes.Sql(resolution.Table.Target.Find(rule.Column)!.Type);
        var id = parent.Target.Find(parent.Id!.Column)!;
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET {column} = p._target_id::{type}
            FROM {Sql.Quote(StagingNames.Table(resolution.Run, resolution.Plan, parent))} AS p
            WHERE p._key = s.{reference} AND p._target_id IS NOT NULL AND p._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}'
            """,
            cancellationToken);
        // A record of an earlier run counts while it is there: the application may have deleted it.
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET {column} = x.target_id::{type}
            FROM reprise.crosswalk AS x
            JOIN {Sql.Quote(parent.Target.Name)} AS t ON t.{Sql.Quote(id.Name)} = x.target_id::{PgTypes.Sql(id.Type)}
            WHERE s.{column} IS NULL AND s.{reference} IS NOT NULL
              AND x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = s.{reference}
            """,
            cancellationToken,
            resolution.Run.Entity.Value,
            parent.Target.Name.ToString(),
            parent.Origin);
    }

    private static Task<int> HoldBackAsync(Resolution resolution, ReferenceRule rule, CancellationToken cancellationToken) => rule.Missing == MissingParent.Quarantine
        ? resolution.QuarantineAsync(Reasons.MissingParent, rule.Column, $"s._outcome IS DISTINCT FROM '{Bookkeeping.Merged}' AND {Missing(rule)}", cancellationToken)
        : Task.FromResult(0);

    private static string Missing(ReferenceRule rule) => $"s.{Sql.Quote(StagingLayout.ReferencePrefix + rule.Column)} IS NOT NULL AND s.{Sql.Quote(rule.Column)} IS NULL";
}
