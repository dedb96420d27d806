using Reprise.Core.Problems;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Postgres.Tests.Targets;

namespace Reprise.Postgres.Tests.Ledger;

/// <summary>Verdicts in the ledger: kept whole, waived by name, looked back at by later runs.</summary>
public sealed class GateRowsTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    private static readonly GateVerdict Failed = new("fees", "fee", 12.5m, 0.01m, false)
    {
        Kind = "sum",
        Label = "Cotisations par an",
        Evidence = new GateEvidence { DifferingGroups = 1, Groups = [new GroupDifference("2024", 112.5m, 0, 100m)] },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verdicts_are_kept_whole_and_replace_earlier_ones()
    {
        var lease = await ledger.LeaseAsync();
        GateVerdict[] verdicts =
        [
            Failed,
            new("conservation", "person", 0, 0, true),
            new("filled", "person", null, 80, true) { Kind = "completeness", IsFloor = true, Warn = 90, Warned = true, Evidence = new GateEvidence { Of = 0, Met = 0 } },
            new("old", "", 1, 0, false, "M. Martin") { WaivedAt = At, WaivedFor = "vu" },
        ];
        await ledger.Runs.SaveVerdictsAsync(lease, [new GateVerdict("gone", "person", 1, 0, false)], Cancellation);

        await ledger.Runs.SaveVerdictsAsync(lease, verdicts, Cancellation);

        Assert.Equivalent(verdicts, (await ledger.Runs.SummariseAsync(lease.Run, Cancellation)).Gates, strict: true);
    }

    [Fact]
    public async Task A_waiver_names_its_gates_and_stands_in_the_ledger_and_in_the_audit_trail()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SaveVerdictsAsync(lease, [Failed, new("filled", "person", 70, 80, false), new("fine", "person", 90, 80, true)], Cancellation);
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Stopped, RunDecider.GateFailed, "stopped", Cancellation);

        foreach (var names in (string[][])[[], ["fees"], ["fees", "filled", "fine"]])
        {
            Assert.Equal(ErrorCodes.GatesNotWaived, (await Assert.ThrowsAsync<RepriseException>(() => ApproveAsync(lease, "vu en comité", names))).Code);
        }

        Assert.Equal(ErrorCodes.GatesNotWaived, (await Assert.ThrowsAsync<RepriseException>(() => ApproveAsync(lease, " ", "fees", "filled"))).Code);
        var untouched = await ledger.Runs.SummariseAsync(lease.Run, Cancellation);
        await ApproveAsync(lease, "vu en comité", "fees", "filled");
        var waived = (await ledger.Runs.SummariseAsync(lease.Run, Cancellation)).Gates;

        Assert.Null(untouched.Run.Approval);
        Assert.All(untouched.Gates, verdict => Assert.Null(verdict.WaivedBy));
        Assert.Equal(
            [("fees", GateOutcome.Waived, "Mme Durand", At, "vu en comité"), ("filled", GateOutcome.Waived, "Mme Durand", At, "vu en comité")],
            waived.Where(verdict => !verdict.Passed).OrderBy(verdict => verdict.Gate).Select(verdict => (verdict.Gate, verdict.Outcome, verdict.WaivedBy!, verdict.WaivedAt!.Value, verdict.WaivedFor!)));
        Assert.Equal(GateOutcome.Passed, waived.Single(verdict => verdict.Gate == "fine").Outcome);
        Assert.Equal(["fees of fee: vu en comité", "filled of person: vu en comité"], await AuditAsync(lease.Run));
    }

    [Fact]
    public async Task Rows_that_are_not_accounted_for_are_never_waived()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SaveVerdictsAsync(lease, [new(Gates.Conservation, "person", 1, 0, false)], Cancellation);
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Stopped, RunDecider.GateFailed, "stopped", Cancellation);

        var refused = await Assert.ThrowsAsync<RepriseException>(() => ApproveAsync(lease, "vu", Gates.Conservation));

        Assert.Equal(ErrorCodes.GatesNotWaived, refused.Code);
    }

    [Fact]
    public async Task A_refusal_needs_no_names()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SaveVerdictsAsync(lease, [Failed], Cancellation);
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Stopped, RunDecider.GateFailed, "stopped", Cancellation);

        await ledger.Runs.ApproveAsync(lease.Run, new Approval(false, "Mme Durand", "non", At), [], Cancellation);

        Assert.Equal(GateOutcome.Failed, (await ledger.Runs.SummariseAsync(lease.Run, Cancellation)).Gates.Single().Outcome);
    }

    [Fact]
    public async Task A_run_looks_back_at_the_five_runs_before_it_of_its_entity_and_plan()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var entity = MappedRun.NewEntity();
        var clubs = await People.ClubsAsync(application);
        for (var i = 1; i <= 7; i++)
        {
            await MeasuredAsync(await MappedRun.StartAsync(ledger, entity, clubs), i);
        }

        await MeasuredAsync(await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs), 99);
        var runs = await ledger.Runs.ListAsync(Core.Entities.EntityCode.Parse(entity), 10, Cancellation);

        var newest = Assert.Single((await ledger.Runs.SummariseAsync(runs[0].Id, Cancellation)).Trends);
        var second = Assert.Single((await ledger.Runs.SummariseAsync(runs[^2].Id, Cancellation)).Trends);

        Assert.Equal(("filled", "club"), (newest.Gate, newest.Table));
        Assert.Equal([2m, 3m, 4m, 5m, 6m], newest.Points.Select(point => point.Measure!.Value));
        Assert.Equal([GateOutcome.Failed, GateOutcome.Failed, GateOutcome.Failed, GateOutcome.Passed, GateOutcome.Passed], newest.Points.Select(point => point.Outcome));
        Assert.Equal([1m], second.Points.Select(point => point.Measure!.Value));
    }

    private static async Task MeasuredAsync(MappedRun run, decimal measure)
    {
        await run.Ledger.Runs.SaveVerdictsAsync(run.Lease, [new("filled", "club", measure, 5, measure >= 5) { IsFloor = true }], Cancellation);
        await run.EndAsync();
    }

    private Task ApproveAsync(RunLease lease, string comment, params string[] waived) =>
        ledger.Runs.ApproveAsync(lease.Run, new Approval(true, "Mme Durand", comment, At), waived, Cancellation);

    private async Task<List<string>> AuditAsync(RunId run)
    {
        await using var connection = await ledger.Database.Source.OpenConnectionAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT detail FROM reprise.audit WHERE run = $1 AND action = 'waive' AND actor = 'Mme Durand' ORDER BY id";
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = run.Value });
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var details = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            details.Add(reader.GetString(0));
        }

        details.Sort(StringComparer.Ordinal);
        return details;
    }
}
