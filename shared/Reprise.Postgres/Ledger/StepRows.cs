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
                "SELECT outcome, failures FROM reprise.step WHERE run = $1 ORDER BY sequence",
                [run.Id.Value],
                reader => (Outcome: JsonSerializer.Deserialize<StepOutcome>(reader.GetString(0), LedgerJson.Options)!, Failures: reader.GetInt32(1)),
                cancellationToken),
            cancellationToken);
        var state = new RunState { Run = run.Id, Mode = run.Mode, Approval = run.Approval };
        foreach (var (outcome, failures) in outcomes)
        {
            state = state.Apply(outcome);
            state = state with { Steps = state.Steps.SetItem(outcome.Step, state[outcome.Step] with { Failures = failures }) };
        }

        return state;
    }

    public Task RecordAsync(RunLease lease, StepOutcome outcome, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            if (outcome.ExtractionRestarted)
            {
                await connection.ExecuteAsync("DELETE FROM reprise.step WHERE run = $1 AND kind <> 'PlanRun'", [lease.Run.Value], cancellationToken);
            }

            await UpsertAsync(connection, lease.Run, outcome, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>A failure keeps how far its step had come, as <see cref="RunState.Apply"/> does.</summary>
    private static Task UpsertAsync(NpgsqlConnection connection, RunId run, StepOutcome outcome, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO reprise.step AS s (run, kind, subject, failures, outcome)
        VALUES ($1, $2, $3, CASE WHEN $4 THEN 1 ELSE 0 END, $5)
        ON CONFLICT (run, kind, subject) DO UPDATE SET
            failures = CASE WHEN $4 THEN s.failures + 1 ELSE 0 END,
            outcome = CASE WHEN $4 THEN excluded.outcome || jsonb_build_object('chunksDone', s.outcome -> 'chunksDone', 'chunksTotal', s.outcome -> 'chunksTotal') ELSE excluded.outcome END,
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
