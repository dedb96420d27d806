using Npgsql;
using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Lineage;

/// <summary>Who answers for runs: approvals, waivers, lots and rollbacks, of a few runs at a time.</summary>
internal static class RunFactRows
{
    public static async Task<List<RunFacts>> ReadAsync(NpgsqlConnection connection, string[] runs, CancellationToken cancellationToken)
    {
        var facts = await connection.QueryAsync(
            """
            SELECT r.id, r.entity, r.plan, r.mode, r.status, r.requested_by, r.started_at, r.ended_at, p.purged_at
            FROM reprise.run AS r LEFT JOIN reprise.purge AS p ON p.run = r.id
            WHERE r.id = ANY ($1) ORDER BY r.started_at, r.id
            """,
            [runs],
            Read,
            cancellationToken);
        var lots = (await LotsAsync(connection, runs, cancellationToken)).ToLookup(lot => lot.Run, lot => lot.Fact);
        var approvals = (await ApprovalsAsync(connection, runs, cancellationToken)).ToLookup(approval => approval.Run, approval => approval.Fact);
        var waivers = (await WaiversAsync(connection, runs, cancellationToken)).ToLookup(waiver => waiver.Run, waiver => waiver.Fact);
        var rollbacks = (await RollbacksAsync(connection, runs, cancellationToken)).ToLookup(rollback => rollback.Run, rollback => rollback.Fact);
        return [.. facts.Select(run => run with { Lots = [.. lots[run.Run]], Approvals = [.. approvals[run.Run]], Waivers = [.. waivers[run.Run]], Rollbacks = [.. rollbacks[run.Run]] })];
    }

    /// <summary>The newest run by each plan; runs by the same plan over the same schemas have the same hash.</summary>
    public static Task<List<RunId>> PlansAsync(NpgsqlConnection connection, EntityCode entity, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT id FROM (SELECT DISTINCT ON (p.hash) r.id, r.started_at FROM reprise.run AS r JOIN reprise.run_plan AS p ON p.run = r.id
                        WHERE r.entity = $1 ORDER BY p.hash, r.started_at DESC, r.id DESC) AS plans
        ORDER BY started_at DESC, id DESC
        """,
        [entity.Value],
        reader => RunId.Parse(reader.GetString(0)),
        cancellationToken);

    public static async Task<RunId?> ReplicaAsync(NpgsqlConnection connection, string schema, string[] entities, CancellationToken cancellationToken) => (await connection.QueryAsync(
        """
        SELECT r.id FROM reprise.run AS r
        JOIN reprise.published_lot AS l ON l.run = r.id AND l.rolled_back_at IS NULL
        JOIN reprise.run_plan AS p ON p.run = r.id
        WHERE r.plan = $3 AND (cardinality($2::text[]) = 0 OR r.entity = ANY ($2)) AND p.document ->> 'schema' = $1
        ORDER BY l.published_at DESC LIMIT 1
        """,
        [schema, entities, Core.Plans.Plan.Replicate],
        reader => RunId.Parse(reader.GetString(0)),
        cancellationToken)) is [var run] ? run : null;

    private static Task<List<(string Run, PublishedLotFact Fact)>> LotsAsync(NpgsqlConnection connection, string[] runs, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT run, lot, published_at, rolled_back_at FROM reprise.published_lot WHERE run = ANY ($1) ORDER BY published_at, lot",
        [runs],
        reader => (reader.GetString(0), new PublishedLotFact(reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), Moment(reader, 3))),
        cancellationToken);

    private static Task<List<(string Run, Approval Fact)>> ApprovalsAsync(NpgsqlConnection connection, string[] runs, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT run, granted, approved_by, comment, approved_at FROM reprise.approval WHERE run = ANY ($1) ORDER BY id",
        [runs],
        reader => (reader.GetString(0), new Approval(reader.GetBoolean(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4))),
        cancellationToken);

    private static Task<List<(string Run, WaivedGateFact Fact)>> WaiversAsync(NpgsqlConnection connection, string[] runs, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT run, gate, table_plan, waived_by, coalesce(waived_for, '') FROM reprise.gate_verdict WHERE run = ANY ($1) AND waived_by IS NOT NULL ORDER BY gate, table_plan",
        [runs],
        reader => (reader.GetString(0), new WaivedGateFact(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4))),
        cancellationToken);

    /// <summary>The audit trail alone says who, and a run has few entries in it.</summary>
    private static Task<List<(string Run, RollbackFact Fact)>> RollbacksAsync(NpgsqlConnection connection, string[] runs, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT a.run, a.actor, a.at, a.detail FROM reprise.audit AS a
        WHERE a.action = 'rollback' AND a.run = ANY ($1) AND EXISTS (SELECT FROM reprise.published_lot AS l WHERE l.run = ANY ($1) AND l.rolled_back_at IS NOT NULL)
        ORDER BY a.id
        """,
        [runs],
        reader => (reader.GetString(0), new RollbackFact(reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3))),
        cancellationToken);

    private static RunFacts Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetFieldValue<DateTimeOffset>(6),
        Moment(reader, 7),
        Moment(reader, 8));

    private static DateTimeOffset? Moment(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateTimeOffset>(ordinal);
}
