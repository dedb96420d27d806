using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Sync;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Following;

/// <summary>Rows whose parent or whose record looked up was not there, where the plan then writes null or a value: what they wait for may come while they do not change.</summary>
internal static class UnsettledRows
{
    /// <summary>Keeps them for the next run. Of more than are read again by key only the number matters: everything is read then.</summary>
    public static async Task RecordAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync("DELETE FROM reprise.unsettled WHERE run = $1 AND table_plan = $2", cancellationToken, resolution.Run.Value, resolution.Table.Name);
        string[] waiting =
        [
            .. resolution.Table.Rules.OfType<ReferenceRule>().Where(rule => rule.Missing == MissingParent.Null)
                .Select(rule => $"(s.{Sql.Quote(StagingLayout.ReferencePrefix + rule.Column)} IS NOT NULL AND s.{Sql.Quote(rule.Column)} IS NULL)"),
            .. resolution.Table.Rules.OfType<LookupRule>().Where(rule => rule.Missing != MissingRecord.Quarantine).Select(rule => $"({Lookups.Misses(resolution, rule)})"),
        ];
        if (waiting.Length > 0)
        {
            await resolution.ExecuteAsync(
                $"""
                INSERT INTO reprise.unsettled (run, table_plan, source_key)
                SELECT $1, $2, s._key FROM {resolution.Staging} AS s
                WHERE s._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}', '{Bookkeeping.Unchanged}') AND ({string.Join(" OR ", waiting)})
                LIMIT {TableSync.MostAgain + 1}
                """,
                cancellationToken,
                resolution.Run.Value,
                resolution.Table.Name);
        }
    }
}
