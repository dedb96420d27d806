using Reprise.Core.Configuration;
using Reprise.Core.Corrections;
using Reprise.Core.Entities;
using Reprise.Core.Mapping.Masking;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quarantine;

/// <summary>Counts the rows that a run held back, and says where they stand.</summary>
public sealed class QuarantineReader(RepriseConfiguration configuration, IRunLedger runs, IQuarantineLedger ledger, IQuarantineFiles files)
{
    private const int Newest = 100;

    /// <summary>The newest run of an entity that got as far as its gates: its quarantine is the entity's.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownEntity"/>, <see cref="ErrorCodes.UnknownRun"/>.</exception>
    public async Task<RunRecord> FindNewestAsync(EntityCode entity, CancellationToken cancellationToken)
    {
        if (configuration.Find(entity) is null)
        {
            throw new RepriseException(ErrorCodes.UnknownEntity, $"No entity '{entity}' is configured. 'reprise entities' lists them.");
        }

        return (await runs.ListAsync(entity, Newest, cancellationToken)).FirstOrDefault(run => run.Status is RunStatus.Succeeded or RunStatus.Stopped or RunStatus.Waiting)
            ?? throw new RepriseException(ErrorCodes.UnknownRun, $"No run of {entity} got as far as its gates yet, so that nothing was held back for good: 'reprise run {entity} --mode rehearsal' does.");
    }

    /// <summary>Counts.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>.</exception>
    public async Task<QuarantineDocument> ReadAsync(RunId run, QuarantineFilter filter, CancellationToken cancellationToken)
    {
        await runs.GetAsync(run, cancellationToken);
        var groups = await ledger.CountAsync(run, filter, cancellationToken);
        return new QuarantineDocument(
            run.Value,
            run.Entity.Value,
            Enum.GetValues<HeldRowState>().ToDictionary(Name, state => groups.Where(group => group.State == state).Sum(group => group.Rows), StringComparer.Ordinal),
            [.. groups.Select(Document)]);
    }

    private QuarantineGroupDocument Document(HeldRowGroup group) => new(
        group.Table,
        group.Column,
        group.Reason,
        files.Reason(group.Reason),
        files.Remedy(group.Reason),
        Name(group.State),
        group.Rows,
        [.. group.Keys.Select(key => ValueMask.Mask(key))]);

    private static string Name(HeldRowState state) => state.ToString().ToLowerInvariant();
}
