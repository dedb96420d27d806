using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>step</c>: the newest outcome of every step, in the order of their recording. A run's state is made of these alone.</summary>
internal sealed class StepRows(Database database)
{
    public async Task<RunState> LoadStateAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var outcomes = await database.UseAsync(
            connection => connection.QueryAsync(
                "SELECT outcome, failures, forgotten FROM reprise.step WHERE run = $1 ORDER BY sequence",
                [run.Id.Value],
                reader => (
                    Outcome: JsonSerializer.Deserialize<StepOutcome>(reader.GetString(0), LedgerJson.Options)!,
                    Failures: reader.GetInt32(1),
                    IsForgotten: reader.GetBoolean(2)),
                cancellationToken),
            cancellationToken);
        var state = new RunState { Run = run.Id, Mode = run.Mode, Approval = run.Approval };
        foreach (var (outcome, failures, isForgotten) in outcomes)
        {
            state = state.Apply(outcome);
            var step = state[outcome.Step] with { Failures = failures, Last = isForgotten ? null : outcome.Result };
            state = state with { Steps = state.Steps.SetItem(outcome.Step, step) };
        }

        return state;
    }

    public Task RecordAsync(RunLease lease, StepOutcome outcome, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            if (outcome.PointLost)
            {
                await connection.ExecuteAsync("UPDATE reprise.step SET forgotten = true WHERE run = $1 AND kind = 'PlanRun'", [lease.Run.Value], cancellationToken);
            }

            if (outcome.ExtractionRestarted)
            {
                await connection.ExecuteAsync("DELETE FROM reprise.step WHERE run = $1 AND kind <> 'PlanRun'", [lease.Run.Value], cancellationToken);
            }

            await UpsertAsync(connection, lease.Run, outcome, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Does in the ledger what <see cref="RunState.Resume"/> does to a state.</summary>
    internal static Task ForgetFailuresAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        UPDATE reprise.step SET failures = 0, forgotten = forgotten OR kind = 'PlanRun' OR outcome ->> 'result' = 'Failed' WHERE run = $1
        """,
        [run.Value],
        cancellationToken);

    /// <summary>A failure keeps how far its step had come, and no outcome takes back what there is to do, as in <see cref="RunState.Apply"/>.</summary>
    private static Task UpsertAsync(NpgsqlConnection connection, RunId run, StepOutcome outcome, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO reprise.step AS s (run, kind, subject, failures, outcome)
        VALUES ($1, $2, $3, CASE WHEN $4 THEN 1 ELSE 0 END, $5)
        ON CONFLICT (run, kind, subject) DO UPDATE SET
            failures = CASE WHEN $4 THEN s.failures + 1 ELSE 0 END,
            outcome = excluded.outcome
                || jsonb_build_object('outline', coalesce(nullif(excluded.outcome -> 'outline', 'null'), s.outcome -> 'outline'))
                || CASE WHEN $4 THEN jsonb_build_object(
                       'chunksDone', greatest((s.outcome -> 'chunksDone')::integer, (excluded.outcome -> 'chunksDone')::integer),
                       'chunksTotal', greatest((s.outcome -> 'chunksTotal')::integer, (excluded.outcome -> 'chunksTotal')::integer)) ELSE '{}' END,
            forgotten = false,
            sequence = DEFAULT,
            recorded_at = now()
        """,
        [
            run.Value,
            outcome.Step.Kind.ToString(),
            outcome.Step.Subject,
            outcome.Result == StepResult.Failed,
            new NpgsqlParameter { Value = JsonSerializer.Serialize(outcome, LedgerJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
        ],
        cancellationToken);
}
