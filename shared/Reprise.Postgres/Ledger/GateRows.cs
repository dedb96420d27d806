using System.Text.Json;
using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>gate_verdict</c>: verdicts of a run, waivers, and what earlier runs measured.</summary>
internal sealed class GateRows(Database database)
{
    private const string Columns = "gate, table_plan, measure, threshold, passed, waived_by, kind, is_floor, warn, warned, label, evidence, waived_at, waived_for";

    public Task SaveAsync(RunLease lease, IReadOnlyList<GateVerdict> verdicts, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await connection.ExecuteAsync("DELETE FROM reprise.gate_verdict WHERE run = $1", [lease.Run.Value], cancellationToken);
            return await connection.ExecuteAsync(
                $"""
                INSERT INTO reprise.gate_verdict (run, {Columns})
                SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::text[]::json[], $14, $15)
                """,
                [
                    lease.Run.Value,
                    verdicts.Select(verdict => verdict.Gate).ToArray(),
                    verdicts.Select(verdict => verdict.Table).ToArray(),
                    verdicts.Select(verdict => verdict.Measure).ToArray(),
                    verdicts.Select(verdict => verdict.Threshold).ToArray(),
                    verdicts.Select(verdict => verdict.Passed).ToArray(),
                    verdicts.Select(verdict => verdict.WaivedBy).ToArray(),
                    verdicts.Select(verdict => verdict.Kind).ToArray(),
                    verdicts.Select(verdict => verdict.IsFloor).ToArray(),
                    verdicts.Select(verdict => verdict.Warn).ToArray(),
                    verdicts.Select(verdict => verdict.Warned).ToArray(),
                    verdicts.Select(verdict => verdict.Label).ToArray(),
                    verdicts.Select(verdict => JsonSerializer.Serialize(verdict.Evidence, LedgerJson.Options)).ToArray(),
                    verdicts.Select(verdict => verdict.WaivedAt?.UtcDateTime).ToArray(),
                    verdicts.Select(verdict => verdict.WaivedFor).ToArray(),
                ],
                cancellationToken);
        },
        cancellationToken);

    /// <summary>Verdicts of a run, failed ones first.</summary>
    public static Task<List<GateVerdict>> ReadAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.QueryAsync(
        $"SELECT {Columns} FROM reprise.gate_verdict WHERE run = $1 ORDER BY passed, NOT warned, table_plan, gate",
        [run.Value],
        Read,
        cancellationToken);

    /// <summary>What the same gates measured in the newest runs before this one, of the same entity and plan.</summary>
    public static async Task<IReadOnlyList<GateTrend>> TrendsAsync(NpgsqlConnection connection, RunRecord run, IReadOnlyList<GateVerdict> verdicts, CancellationToken cancellationToken)
    {
        var points = await connection.QueryAsync(
            $"""
            SELECT {Columns}, e.id, e.started_at, e.mode
            FROM (SELECT r.id, r.started_at, r.mode FROM reprise.run AS r
                  WHERE r.entity = $1 AND r.plan = $2 AND (r.started_at, r.id) < ($3, $4) AND EXISTS (SELECT FROM reprise.gate_verdict AS g WHERE g.run = r.id)
                  ORDER BY r.started_at DESC, r.id DESC LIMIT {GateTrend.MaxRuns}) AS e
            JOIN reprise.gate_verdict AS v ON v.run = e.id
            ORDER BY e.started_at, e.id
            """,
            [run.Entity.Value, run.Plan, run.StartedAt.UtcDateTime, run.Id.Value],
            Point,
            cancellationToken);
        var earlier = points.ToLookup(point => point.Gate, point => point.Point);
        return [.. verdicts.Select(verdict => new GateTrend(verdict.Gate, verdict.Table, [.. earlier[(verdict.Gate, verdict.Table)]]))];
    }

    /// <summary>Waives failed gates by name.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.GatesNotWaived"/>, see <see cref="IRunLedger.ApproveAsync"/>.</exception>
    public static async Task WaiveAsync(NpgsqlConnection connection, RunId run, Approval approval, IReadOnlyList<string> waived, CancellationToken cancellationToken)
    {
        var failed = (await ReadAsync(connection, run, cancellationToken)).Where(verdict => verdict is { Passed: false, WaivedBy: null }).ToList();
        if (Gates.Objection(failed, approval, waived) is { } objection)
        {
            throw new RepriseException(ErrorCodes.GatesNotWaived, $"Run {run}: {objection} Nothing was recorded.");
        }

        foreach (var verdict in approval.Granted ? failed : [])
        {
            await connection.ExecuteAsync(
                "UPDATE reprise.gate_verdict SET waived_by = $4, waived_at = $5, waived_for = $6 WHERE run = $1 AND gate = $2 AND table_plan = $3",
                [run.Value, verdict.Gate, verdict.Table, approval.By, approval.At.UtcDateTime, approval.Comment],
                cancellationToken);
            await AuditTrail.AppendAsync(connection, run, approval.By, "waive", $"{verdict.Gate} of {verdict.Table}: {approval.Comment}", cancellationToken);
        }
    }

    private static ((string Gate, string Table) Gate, GatePoint Point) Point(NpgsqlDataReader reader)
    {
        const int Run = 14;
        var verdict = Read(reader);
        return ((verdict.Gate, verdict.Table), new GatePoint(
            RunId.Parse(reader.GetString(Run)),
            reader.GetFieldValue<DateTimeOffset>(Run + 1),
            Enum.Parse<RunMode>(reader.GetString(Run + 2), ignoreCase: true),
            verdict.Measure,
            verdict.Threshold,
            verdict.Outcome));
    }

    private static GateVerdict Read(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.Nullable<decimal?>(2), reader.GetDecimal(3), reader.GetBoolean(4), reader.Nullable<string>(5))
        {
            Kind = reader.GetString(6),
            IsFloor = reader.GetBoolean(7),
            Warn = reader.Nullable<decimal?>(8),
            Warned = reader.GetBoolean(9),
            Label = reader.Nullable<string>(10),
            Evidence = JsonSerializer.Deserialize<GateEvidence>(reader.GetString(11), LedgerJson.Options) ?? GateEvidence.None,
            WaivedAt = reader.Nullable<DateTimeOffset?>(12),
            WaivedFor = reader.Nullable<string>(13),
        };
}
