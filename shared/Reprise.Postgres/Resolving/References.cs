using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Turns parents' source keys into their target ids, through the staged rows of this run and the crosswalk of earlier ones.</summary>
internal static class References
{
    /// <summary>References to other table plans, which are resolved already.</summary>
    public static async Task ResolveAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<ReferenceRule>().Where(rule => rule.TablePlan != resolution.Table.Name))
        {
            await FillAsync(resolution, rule, cancellationToken);
            await SettleMissingAsync(resolution, rule, cancellationToken);
        }
    }

    /// <summary>References to rows of the same table plan, once its ids are settled. A row that goes to quarantine takes its children along, so this repeats until nothing changes.</summary>
    public static async Task ResolveWithinAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var rule in resolution.Table.Rules.OfType<ReferenceRule>().Where(rule => rule.TablePlan == resolution.Table.Name))
        {
            var column = Sql.Quote(rule.Column);
            do
            {
                await resolution.ExecuteAsync($"UPDATE {resolution.Staging} SET {column} = NULL WHERE {column} IS NOT NULL", cancellationToken);
                await FillAsync(resolution, rule, cancellationToken);
            }
            while (await SettleMissingAsync(resolution, rule, cancellationToken) > 0 && rule.Missing == MissingParent.Quarantine);
        }
    }

    private static async Task FillAsync(Resolution resolution, ReferenceRule rule, CancellationToken cancellationToken)
    {
        var parent = resolution.Parent(rule);
        var column = Sql.Quote(rule.Column);
        var reference = Sql.Quote(StagingLayout.ReferencePrefix + rule.Column);
        var type = PgTypes.Sql(resolution.Table.Target.Find(rule.Column)!.Type);
        var staged = Sql.Quote(StagingNames.Table(resolution.Run, resolution.Plan, parent));
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET {column} = p._target_id::{type}
            FROM {staged} AS p
            WHERE p._key = s.{reference} AND p._target_id IS NOT NULL AND p._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}'
            """,
            cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET {column} = x.target_id::{type}
            FROM reprise.crosswalk AS x
            WHERE s.{column} IS NULL AND s.{reference} IS NOT NULL
              AND x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = s.{reference}
            """,
            cancellationToken,
            resolution.Run.Entity.Value,
            parent.Target.Name.ToString(),
            parent.Source);
    }

    private static async Task<int> SettleMissingAsync(Resolution resolution, ReferenceRule rule, CancellationToken cancellationToken)
    {
        var missing = $"s.{Sql.Quote(StagingLayout.ReferencePrefix + rule.Column)} IS NOT NULL AND s.{Sql.Quote(rule.Column)} IS NULL";
        if (rule.Missing == MissingParent.Quarantine)
        {
            return await resolution.QuarantineAsync(Reasons.MissingParent, rule.Column, missing, cancellationToken);
        }

        await using var count = resolution.Connection.Command($"SELECT count(*) FROM {resolution.Staging} AS s WHERE s._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}' AND {missing}");
        await resolution.CoerceAsync(rule.Column, Reasons.MissingParent, (long)(await count.ExecuteScalarAsync(cancellationToken))!, cancellationToken);
        return 0;
    }
}
