using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Core.Verification;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Verification;

/// <summary>Verifies what a run published against the source itself, at one point of it.</summary>
public sealed class SourceVerification
{
    private const int Newest = 100;

    private readonly IRunLedger _runs;
    private readonly IExtractionLedger _extraction;
    private readonly ISource _source;
    private readonly ITarget _target;
    private readonly SourceConnections _connections;
    private readonly Verifier _verifier;

    internal SourceVerification(IRunLedger runs, IExtractionLedger extraction, ISource source, ITarget target, SourceConnections connections, Verifier verifier)
    {
        _runs = runs;
        _extraction = extraction;
        _source = source;
        _target = target;
        _connections = connections;
        _verifier = verifier;
    }

    /// <summary>Verifies the newest run of an entity that published.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownEntity"/>, <see cref="ErrorCodes.UnknownRun"/>.</exception>
    public async Task<VerificationDocument> VerifyAsync(EntityCode entity, string by, CancellationToken cancellationToken)
    {
        _connections.Entity(entity);
        var run = (await _runs.ListAsync(entity, Newest, cancellationToken)).FirstOrDefault(HasPublished)
            ?? throw new RepriseException(ErrorCodes.UnknownRun, $"No run of {entity} has published yet: 'reprise run {entity}' does.");
        return await VerifyAsync(run, by, cancellationToken);
    }

    /// <summary>Verifies a run.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.WrongStatus"/> for one that published nothing.</exception>
    public async Task<VerificationDocument> VerifyAsync(RunId id, string by, CancellationToken cancellationToken)
    {
        var run = await _runs.GetAsync(id, cancellationToken);
        if (!HasPublished(run))
        {
            throw new RepriseException(ErrorCodes.WrongStatus, $"Run {id} is {(run.Mode == RunMode.Rehearsal ? "a rehearsal" : run.Status.ToString().ToLowerInvariant())} and has published nothing to verify. Verify a run that succeeded; 'reprise status' lists them.");
        }

        var newer = (await _runs.ListAsync(run.Entity, Newest, cancellationToken)).FirstOrDefault(HasPublished);
        if (newer is not null && newer.Id != id && newer.StartedAt > run.StartedAt)
        {
            throw new RepriseException(ErrorCodes.WrongStatus, $"Run {newer.Id} published after run {id}: the target holds its records. Verify that one, or 'reprise verify {run.Entity}'.");
        }

        return await VerifyAsync(run, by, cancellationToken);
    }

    /// <summary>A run that failed its own verification has published as well, and what differs is what somebody wants to know of it.</summary>
    private static bool HasPublished(RunRecord run) =>
        run.Mode != RunMode.Rehearsal && (run.Status == RunStatus.Succeeded || (run.Status == RunStatus.Failed && run.Code == ErrorCodes.VerificationFailed));

    private async Task<VerificationDocument> VerifyAsync(RunRecord run, string by, CancellationToken cancellationToken)
    {
        var plan = await _runs.GetPlanAsync(run.Id, cancellationToken);
        var read = await _extraction.GetPointAsync(run.Id, cancellationToken);
        await using var point = await _source.OpenPointAsync(_connections.For(run.Entity), plan.SourceTables, plan.Parallelism, cancellationToken);
        var comparisons = new TableComparison[plan.Tables.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, plan.Tables.Count, options, async (i, stop) =>
        {
            var table = plan.Tables[i];
            comparisons[i] = await _verifier.CompareAsync(
                run.Id,
                plan,
                table,
                reference => point.ReadRespellingsAsync(plan.Source(table.Source), plan.Source(reference.Parent).Table, reference, stop),
                () => point.ReadTextAsync(plan.Source(table.Source), stop),
                stop);
            comparisons[i] = await WithVanishedAsync(run.Id, plan, table, point, comparisons[i], stop);
            await _target.SaveVerificationAsync(run.Id, by, table.Name, VerificationVerdict.Of(VerificationVerdict.SourceCells, comparisons[i]), stop);
        });
        bool? unchanged = read?.Position is { } before && point.Point.Position is { } now ? before == now : null;
        return new VerificationDocument(run.Id.Value, run.Entity.Value, plan.Plan, unchanged, comparisons.Sum(comparison => comparison.Differences), comparisons);
    }

    /// <summary>Records whose rows are gone: nobody meets them who goes through the rows of the source.</summary>
    private async Task<TableComparison> WithVanishedAsync(RunId run, RunPlan plan, RunTable table, IConsistentPoint point, TableComparison comparison, CancellationToken cancellationToken)
    {
        if (plan.IsReplicate)
        {
            return comparison;
        }

        var only = SourceKeys.Only(plan.Source(table.Source) with { Key = table.Key });
        var vanished = await _target.FindVanishedAsync(run, plan, table, new SourceKeys(only).OfAsync(point.ReadAsync(only, ChunkRange.Whole, BatchLimits.Default, cancellationToken), cancellationToken), cancellationToken);
        return comparison.With(vanished);
    }
}
