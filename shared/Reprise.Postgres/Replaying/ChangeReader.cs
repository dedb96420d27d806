using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replaying;

/// <summary>Compares what a resolved table plan would publish with the records of the target.</summary>
internal sealed class ChangeReader(Database database)
{
    private const string Removed = "removed";

    public Task<RecordChanges> ReadAsync(RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            var (removed, lost) = await ReadRemovedAsync(connection, run, plan, table, cancellationToken);
            if (!plan.Tables.Contains(table))
            {
                return new RecordChanges(0, 0, removed, new Dictionary<string, long>(), lost);
            }

            var resolution = new Resolution(connection, run, plan, table);
            var (inserted, changed, columns) = await CountAsync(resolution, cancellationToken);
            return new RecordChanges(inserted, changed, removed, columns, await SampleAsync(resolution, lost, cancellationToken));
        },
        cancellationToken);

    private static async Task<(long Inserted, long Changed, Dictionary<string, long> Columns)> CountAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var differing = resolution.Ruled.Select(column => $"count(*) FILTER (WHERE s._outcome = '{Bookkeeping.Update}' AND {RecordContent.Differs(column, "s", "t")})");
        var counts = (await resolution.Connection.QueryAsync(
            $"""
            SELECT ARRAY[count(*) FILTER (WHERE s._outcome = '{Bookkeeping.Insert}'), count(*) FILTER (WHERE s._outcome = '{Bookkeeping.Update}'){string.Concat(differing.Select(count => $", {count}"))}]
            FROM {resolution.Staging} AS s LEFT JOIN {resolution.Target} AS t ON s._outcome = '{Bookkeeping.Update}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
            """,
            [],
            reader => reader.GetFieldValue<long[]>(0),
            cancellationToken))[0];
        var columns = resolution.Ruled.Select((column, i) => (column.Name, Count: counts[i + 2])).Where(entry => entry.Count > 0);
        return (counts[0], counts[1], columns.ToDictionary(entry => entry.Name, entry => entry.Count, StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<RecordChange>> SampleAsync(Resolution resolution, IReadOnlyList<RecordChange> removed, CancellationToken cancellationToken)
    {
        var names = resolution.Ruled.Select((column, i) => $"CASE WHEN {RecordContent.Differs(column, "s", "t")} THEN ($1::text[])[{i + 1}] END");
        var sampled = await resolution.Connection.QueryAsync(
            $"""
            SELECT s._outcome = '{Bookkeeping.Update}', s._key, s._target_id,
                   CASE WHEN s._outcome = '{Bookkeeping.Update}' THEN array_remove(ARRAY[{string.Join(", ", names)}]::text[], NULL) ELSE ARRAY[]::text[] END
            FROM {resolution.Staging} AS s LEFT JOIN {resolution.Target} AS t ON s._outcome = '{Bookkeeping.Update}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
            WHERE s._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}')
            ORDER BY 1 DESC, s._chunk, s._row LIMIT {RecordChanges.MaxSamples}
            """,
            [resolution.Ruled.Select(column => column.Name).ToArray()],
            reader => new RecordChange(reader.GetBoolean(0) ? "changed" : "inserted", SourceKey.Shown(reader.GetString(1)), reader.GetString(2), reader.GetFieldValue<string[]>(3)),
            cancellationToken);
        return [.. sampled.Where(record => record.Change == "changed").Concat(removed).Concat(sampled.Where(record => record.Change == "inserted")).Take(RecordChanges.MaxSamples)];
    }

    /// <summary>A row that somebody changed in the application is held back and its record stays what it is: it is not removed.</summary>
    private static async Task<(long Count, IReadOnlyList<RecordChange> Samples)> ReadRemovedAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var making = plan.Making(table.Target.Name, table.Origin)
            .Select(other => $"AND NOT EXISTS (SELECT FROM {Sql.Quote(StagingNames.Table(run, plan, other))} AS s WHERE s._key = x.source_key AND (s._outcome <> '{Bookkeeping.Quarantined}' OR s._reason = $4))");
        var rows = await connection.QueryAsync(
            $"""
            SELECT x.source_key, x.target_id, count(*) OVER ()
            FROM reprise.crosswalk AS x
            WHERE x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND NOT x.merged AND $4::text IS NOT NULL {string.Join(' ', making)}
            ORDER BY x.source_key LIMIT {RecordChanges.MaxSamples}
            """,
            [run.Entity.Value, table.Target.Name.ToString(), table.Origin, Reasons.ChangedInTarget],
            reader => (Record: new RecordChange(Removed, SourceKey.Shown(reader.GetString(0)), reader.GetString(1), []), Count: reader.GetInt64(2)),
            cancellationToken);
        return (rows.Count == 0 ? 0 : rows[0].Count, [.. rows.Select(row => row.Record)]);
    }
}
