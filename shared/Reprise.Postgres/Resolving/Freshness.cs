using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Tells whether the target still is what a table plan was resolved against. Runs of several entities write into the same tables, and hours may lie between resolving and publishing.</summary>
internal static class Freshness
{
    /// <summary>What other runs have published, or undone, by now: a lot more or less is another text.</summary>
    private const string Seen = """
        (SELECT count(*) || ' ' || coalesce(max(greatest(l.published_at, l.rolled_back_at))::text, '')
         FROM reprise.published_lot AS l JOIN reprise.run AS r ON r.id = l.run WHERE r.plan <> 'replicate' AND r.id <> $1)
        """;

    /// <summary>Keeps what had been published when the table plan was resolved, and that what refers to it is to be resolved again.</summary>
    public static async Task RecordAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var resolved = Sql.Quote(StagingNames.Resolved(resolution.Run));
        await resolution.ExecuteAsync(
            $"DELETE FROM {resolved} WHERE table_plan = ANY ($1)",
            cancellationToken,
            [resolution.Plan.Tables.Where(table => table.DependsOn.Contains(resolution.Table.Name)).Select(table => table.Name).ToArray()]);
        await resolution.ExecuteAsync(
            $"INSERT INTO {resolved} (table_plan, seen) SELECT $2, {Seen} ON CONFLICT (table_plan) DO UPDATE SET seen = excluded.seen",
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name);
    }

    /// <summary>True when nothing was published since by another run, and nothing that the table plan refers to was resolved since.</summary>
    public static async Task<bool> IsFreshAsync(NpgsqlConnection connection, RunId run, RunTable table, CancellationToken cancellationToken)
    {
        await using var fresh = connection.Command($"SELECT count(*) FROM {Sql.Quote(StagingNames.Resolved(run))} WHERE table_plan = $2 AND seen = {Seen}", run.Value, table.Name);
        return await fresh.ExecuteScalarAsync(cancellationToken) is 1L;
    }
}
