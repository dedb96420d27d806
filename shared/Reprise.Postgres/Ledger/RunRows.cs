using Npgsql;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>run</c>: start, take-over, status, approvals, heartbeat.</summary>
internal sealed class RunRows(Database database)
{
    private const string Select = """
        SELECT r.id, r.entity, r.entity_name, r.plan, r.mode, r.status, r.epoch, r.started_at, r.ended_at, r.code, r.message, r.requested_by,
               a.granted, a.approved_by, a.comment, a.approved_at, r.replay_of, r.snapshot_of, r.keep_snapshot
        FROM reprise.run AS r
        LEFT JOIN LATERAL (SELECT * FROM reprise.approval WHERE run = r.id ORDER BY id DESC LIMIT 1) AS a ON true
        """;

    public Task<RunRecord> StartAsync(NewRun run, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await LockEntityAsync(connection, run.Entity, cancellationToken);
            if (run.IdempotencyKey is { } key && await FindByKeyAsync(connection, run.Entity, key, cancellationToken) is { } earlier)
            {
                return earlier;
            }

            if (await UnderWayAsync(connection, run.Entity, cancellationToken) is { } other)
            {
                throw new RunInProgressException(run.Entity, other);
            }

            if (run.Replay is { } replay)
            {
                await ReplayRows.HoldSnapshotAsync(connection, replay.Origin, cancellationToken);
            }

            await connection.ExecuteAsync(
                """
                INSERT INTO reprise.run (id, entity, entity_name, plan, mode, status, requested_by, idempotency_key, replay_of, snapshot_of, keep_snapshot)
                VALUES ($1, $2, $3, $4, $5, 'running', $6, $7, $8, $9, $10)
                """,
                [
                    run.Id.Value, run.Entity.Value, run.EntityName, run.Plan, Word(run.Mode), run.RequestedBy, run.IdempotencyKey,
                    new NpgsqlParameter<string?> { TypedValue = run.Replay?.Origin.Of.Value }, new NpgsqlParameter<string?> { TypedValue = run.Replay?.Origin.Snapshot.Value },
                    new NpgsqlParameter<TimeSpan?> { TypedValue = run.KeepSnapshot },
                ],
                cancellationToken);
            if (run.Replay is { Plan: var plan })
            {
                await RunDocuments.SavePlanAsync(connection, run.Id, plan, cancellationToken);
            }

            await AuditTrail.AppendAsync(connection, run.Id, run.RequestedBy, "start", Detail(run), cancellationToken);
            return await ReadAsync(connection, run.Id, cancellationToken);
        },
        cancellationToken);

    public Task<RunRecord> GetAsync(RunId run, CancellationToken cancellationToken) =>
        database.UseAsync(connection => ReadAsync(connection, run, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ListAsync(EntityCode? entity, int limit, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<RunRecord>>(
        async connection => await connection.QueryAsync(
            $"{Select} WHERE $1::text IS NULL OR r.entity = $1 ORDER BY r.started_at DESC, r.id DESC LIMIT $2",
            [new NpgsqlParameter<string?> { TypedValue = entity?.Value }, limit],
            Read,
            cancellationToken),
        cancellationToken);

    public Task<RunLease> TakeOverAsync(RunId run, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await LockEntityAsync(connection, run.Entity, cancellationToken);
            await EarlierWriters.LockOutAsync(connection, run, cancellationToken);
            var record = await ReadAsync(connection, run, cancellationToken);
            if (record.IsOver)
            {
                throw WrongStatus(record, "It is over; start a new run.");
            }

            if (await IsPartlyRolledBackAsync(connection, run, cancellationToken))
            {
                throw WrongStatus(record, "One of its lots was rolled back; start a new run.");
            }

            if (await UnderWayAsync(connection, record.Entity, cancellationToken) is { } other && other != run)
            {
                throw new RunInProgressException(record.Entity, other);
            }

            await connection.ExecuteAsync(
                "UPDATE reprise.run SET epoch = epoch + 1, status = 'running', ended_at = NULL, code = NULL, message = NULL, beat_at = now() WHERE id = $1",
                [run.Value],
                cancellationToken);
            await StepRows.ForgetFailuresAsync(connection, run, cancellationToken);
            return new RunLease(run, record.Epoch + 1);
        },
        cancellationToken);

    public Task BeatAsync(RunLease lease, CancellationToken cancellationToken) => database.UseAsync(
        async connection => await connection.ExecuteAsync("UPDATE reprise.run SET beat_at = now() WHERE id = $1 AND epoch = $2", [lease.Run.Value, lease.Epoch], cancellationToken) == 1
            ? true
            : throw new LostRunException(lease),
        cancellationToken);

    public Task<IReadOnlyList<RunId>> ListOrphansAsync(TimeSpan silence, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<RunId>>(
        async connection => await connection.QueryAsync(
            "SELECT id FROM reprise.run WHERE status = 'running' AND beat_at < now() - $1 ORDER BY started_at",
            [silence],
            reader => RunId.Parse(reader.GetString(0)),
            cancellationToken),
        cancellationToken);

    public Task SetStatusAsync(RunLease lease, RunStatus status, string? code, string? message, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await connection.ExecuteAsync(
                "UPDATE reprise.run SET status = $2, code = $3, message = $4, ended_at = CASE WHEN $2 IN ('running', 'waiting') THEN NULL ELSE now() END WHERE id = $1",
                [lease.Run.Value, Word(status), new NpgsqlParameter<string?> { TypedValue = code }, new NpgsqlParameter<string?> { TypedValue = message }],
                cancellationToken);
            await AuditTrail.AppendAsync(connection, lease.Run, "reprise", "status", $"{Word(status)} {code}".TrimEnd(), cancellationToken);
            return true;
        },
        cancellationToken);

    public Task ApproveAsync(RunId run, Approval approval, IReadOnlyList<string> waived, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            var record = await LockAsync(connection, run, cancellationToken);
            if (record.Status is not (RunStatus.Waiting or RunStatus.Stopped))
            {
                throw WrongStatus(record, "Only a run that waits, or that a gate stopped, can be approved.");
            }

            if (record.Mode == RunMode.Rehearsal)
            {
                throw WrongStatus(record, "It is a rehearsal, which publishes nothing: there is nothing to approve.");
            }

            await connection.ExecuteAsync(
                "INSERT INTO reprise.approval (run, granted, approved_by, comment, approved_at) VALUES ($1, $2, $3, $4, $5)",
                [run.Value, approval.Granted, approval.By, approval.Comment, approval.At.ToUniversalTime()],
                cancellationToken);
            await GateRows.WaiveAsync(connection, run, approval, waived, cancellationToken);
            await AuditTrail.AppendAsync(connection, run, approval.By, approval.Granted ? "approve" : "refuse", approval.Comment, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>The run, held alone until the transaction ends: nobody writes for it.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>.</exception>
    internal static async Task<RunRecord> LockAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("SELECT FROM reprise.run WHERE id = $1 FOR UPDATE", [run.Value], cancellationToken);
        return await ReadAsync(connection, run, cancellationToken);
    }

    /// <summary>Starts and take-overs of an entity's runs come one after the other, so that what one of them saw holds until it commits. A process that stands still meanwhile loses the lock.</summary>
    internal static Task<int> LockEntityAsync(NpgsqlConnection connection, EntityCode entity, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "SELECT set_config('idle_in_transaction_session_timeout', '20s', true), pg_advisory_xact_lock(hashtextextended('reprise entity ' || $1, 0))",
        [entity.Value],
        cancellationToken);

    private static async Task<RunRecord> ReadAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) =>
        await connection.QueryAsync($"{Select} WHERE r.id = $1", [run.Value], Read, cancellationToken) is [var record]
            ? record
            : throw new RepriseException(ErrorCodes.UnknownRun, $"There is no run {run}. 'reprise status' lists them.");

    private static async Task<RunRecord?> FindByKeyAsync(NpgsqlConnection connection, EntityCode entity, string key, CancellationToken cancellationToken) =>
        await connection.QueryAsync($"{Select} WHERE r.entity = $1 AND r.idempotency_key = $2", [entity.Value, key], Read, cancellationToken) is [var record] ? record : null;

    internal static async Task<RunId?> UnderWayAsync(NpgsqlConnection connection, EntityCode entity, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT id FROM reprise.run WHERE entity = $1 AND status IN ('running', 'waiting')", entity.Value);
        return await command.ExecuteScalarAsync(cancellationToken) is string id ? RunId.Parse(id) : null;
    }

    private static async Task<bool> IsPartlyRolledBackAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT EXISTS (SELECT FROM reprise.published_lot WHERE run = $1 AND rolled_back_at IS NOT NULL)", run.Value);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static string Detail(NewRun run) => run.Replay is { Origin: var origin } ? $"{run.Plan} {Word(run.Mode)}, replays {origin.Of}" : $"{run.Plan} {Word(run.Mode)}";

    internal static RepriseException WrongStatus(RunRecord run, string remedy) => new(ErrorCodes.WrongStatus, $"Run {run.Id} is {Word(run.Status)}. {remedy}");

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static RunRecord Read(NpgsqlDataReader reader) => new()
    {
        Id = RunId.Parse(reader.GetString(0)),
        Entity = EntityCode.Parse(reader.GetString(1)),
        EntityName = reader.GetString(2),
        Plan = reader.GetString(3),
        Mode = Enum.Parse<RunMode>(reader.GetString(4), ignoreCase: true),
        Status = Enum.Parse<RunStatus>(reader.GetString(5), ignoreCase: true),
        Epoch = reader.GetInt64(6),
        StartedAt = reader.GetFieldValue<DateTimeOffset>(7),
        EndedAt = reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
        Code = reader.Nullable<string>(9),
        Message = reader.Nullable<string>(10),
        RequestedBy = reader.GetString(11),
        Approval = reader.IsDBNull(12) ? null : new Approval(reader.GetBoolean(12), reader.GetString(13), reader.GetString(14), reader.GetFieldValue<DateTimeOffset>(15)),
        Replay = reader.IsDBNull(16) ? null : new ReplayOrigin(RunId.Parse(reader.GetString(16)), RunId.Parse(reader.GetString(17))),
        KeepSnapshot = reader.IsDBNull(18) ? null : reader.GetTimeSpan(18),
    };
}
