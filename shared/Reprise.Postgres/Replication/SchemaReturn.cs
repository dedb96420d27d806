using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>Puts the schema that a replicate run replaced back in its place.</summary>
internal static class SchemaReturn
{
    /// <exception cref="RepriseException"><see cref="ErrorCodes.RollbackRefused"/>: a later run is in its place, the schema before it is gone, or something else uses the run's own.</exception>
    public static async Task ReturnAsync(NpgsqlConnection connection, RunRecord run, RunPlan plan, CancellationToken cancellationToken)
    {
        var others = await connection.QueryAsync(
            """
            SELECT r.id, r.started_at > $3 FROM reprise.run AS r JOIN reprise.run_plan AS p ON p.run = r.id JOIN reprise.published_lot AS l ON l.run = r.id AND l.rolled_back_at IS NULL
            WHERE r.entity = $1 AND p.document ->> 'schema' = $2 AND r.id <> $4
            """,
            [run.Entity.Value, plan.Schema, run.StartedAt, run.Id.Value],
            reader => (Run: reader.GetString(0), IsLater: reader.GetBoolean(1)),
            cancellationToken);
        if (others.FirstOrDefault(other => other.IsLater).Run is { } later)
        {
            throw new RepriseException(ErrorCodes.RollbackRefused, $"The schema '{plan.Schema}' is that of the later run {later}. Roll that back first; nothing was changed.");
        }

        var previous = StagingNames.PreviousSchema(plan);
        var isThere = await SchemaSwap.ExistsAsync(connection, previous, cancellationToken);
        if (others.Count > 0 && !isThere)
        {
            throw new RepriseException(ErrorCodes.RollbackRefused, $"The schema '{previous}' that run {run.Id} replaced is not there any more, so there is nothing to go back to. Start a new run instead; nothing was changed.");
        }

        if (await SchemaSwap.ExistsAsync(connection, plan.Schema, cancellationToken))
        {
            await SchemaSwap.RefuseInUseAsync(connection, plan.Schema, cancellationToken);
            await connection.ExecuteAsync($"DROP SCHEMA {Sql.Quote(plan.Schema)} CASCADE", [], cancellationToken);
        }

        if (others.Count > 0)
        {
            await connection.ExecuteAsync($"ALTER SCHEMA {Sql.Quote(previous)} RENAME TO {Sql.Quote(plan.Schema)}", [], cancellationToken);
        }
    }
}
