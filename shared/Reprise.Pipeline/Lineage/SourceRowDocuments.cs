using Reprise.Core.Corrections;
using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Comparing;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>What the ledger has of one source row, as people may see it.</summary>
internal sealed class SourceRowDocuments(ILineageLedger ledger, IExtractionLedger extraction, ILedgerSeal seal)
{
    /// <summary>The chunk of a run's snapshot that a row was read in; null where only the source could tell.</summary>
    public async Task<Chunk?> ChunkAsync(RunId run, RunPlan plan, RunTable table, string key, CancellationToken cancellationToken) =>
        ChunkPlace.Find(plan.Source(table.Source), table, await extraction.GetChunksAsync(run, table.Source, cancellationToken), key);

    /// <summary>A chunk of a run's snapshot.</summary>
    public async Task<SnapshotPlaceDocument> SnapshotAsync(RunId run, Chunk chunk, CancellationToken cancellationToken)
    {
        // Bounds are keys of other rows: they are never shown in clear.
        var masked = new ValueView(isClear: false);
        string? Bound(IReadOnlyList<string>? bound) => bound is null ? null : string.Join(',', bound.Select(masked.Key));
        var purgedAt = (await ledger.ReadRunsAsync([run], cancellationToken))[0].SnapshotPurgedAt;
        return new SnapshotPlaceDocument(chunk.Range.Number, Bound(chunk.Range.From), Bound(chunk.Range.To), chunk.Rows, [.. chunk.Parts.Select(part => part.Blob)], purgedAt);
    }

    /// <summary>Why a row was merged.</summary>
    public async Task<MergeDocument> MergeAsync(RunId run, RunTable table, string key, ValueView view, CancellationToken cancellationToken)
    {
        if (await ledger.FindMergeAsync(run, table, key, cancellationToken) is not { } fact)
        {
            return new MergeDocument("equal_key", table.Match, null, null, [], null, null, null);
        }

        var other = fact.Match.SourceKey == key ? fact.Match.OtherKey : fact.Match.SourceKey;
        return new MergeDocument("duplicates", [], fact.Match.TargetId ?? (other is null ? null : view.Key(other)), fact.Match.Probability, fact.Match.Weights, fact.DecidedBy, fact.DecidedAt, fact.Reason);
    }

    /// <summary>Columns of a row's record that other rows filled.</summary>
    public async Task<IReadOnlyList<FillDocument>> FillsAsync(RunId run, RunTable table, string key, ValueView view, CancellationToken cancellationToken) =>
        [.. (await ledger.ListFilledAsync(run, table, key, cancellationToken)).Select(fill => new FillDocument(fill.Column, view.Key(fill.FromKey), fill.FromEntity))];

    /// <summary>Runs that held a row back.</summary>
    public async Task<IReadOnlyList<HeldDocument>> HeldAsync(EntityCode entity, IReadOnlyList<string> tables, string key, CancellationToken cancellationToken) =>
        [.. (await ledger.ListHeldAsync(entity, tables, key, cancellationToken)).Select(held => new HeldDocument(
            held.Run.Value, held.At, held.Row.Table, held.Row.Column, held.Row.Reason, held.Row.State.ToString().ToLowerInvariant(), held.Row.ReinjectedBy))];

    /// <summary>What people decided about a row.</summary>
    public async Task<IReadOnlyList<CorrectionDocument>> CorrectionsAsync(EntityCode entity, IReadOnlyList<string> tables, string key, ValueView view, CancellationToken cancellationToken) =>
        [.. (await ledger.ListCorrectionsAsync(entity, tables, key, cancellationToken)).Select(fact => Document(fact, view))];

    /// <summary>Each column rule, and what it did to the row.</summary>
    public async Task<IReadOnlyList<RuleDocument>> RulesAsync(RunId run, RunTable table, string key, int? chunk, RowTrace? trace, IReadOnlyDictionary<string, string?>? values, ValueView view, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<(string Column, string Rule), string?>();
        await foreach (var changed in ledger.ListChangedAsync(run, table.Name, chunk, cancellationToken))
        {
            foreach (var keys in changed.Keys)
            {
                if (ChangedKeys.TryFind(seal.Open(run, table.Name, keys), key, out var original))
                {
                    applied[(changed.Column, changed.Rule)] = original;
                }
            }
        }

        return [.. table.Rules.Select(rule => Document(rule, applied, trace, values, view))];
    }

    private static RuleDocument Document(ColumnRule rule, Dictionary<(string Column, string Rule), string?> applied, RowTrace? trace, IReadOnlyDictionary<string, string?>? values, ValueView view)
    {
        var after = trace?.Mapped.GetValueOrDefault(rule.Column);
        return new RuleDocument(
            rule.Column,
            RuleText.Of(rule),
            [.. SourceNames.Of(rule).Select(read => read.Column)],
            Rules(applied.Keys, rule),
            trace is null ? null : Rules(trace.Changed, rule),
            rule is SourceColumnRule { From: var source } ? view.Value(trace?.Source.GetValueOrDefault(source) ?? Original(applied, rule)) : null,
            after is null || rule is ReferenceRule ? after is null ? null : view.Key(after) : view.Value(after),
            view.Value(values?.GetValueOrDefault(rule.Column)));
    }

    private static IReadOnlyList<string> Rules(IEnumerable<(string Column, string Rule)> changed, ColumnRule rule) =>
        [.. changed.Where(change => change.Column == rule.Column).Select(change => change.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What the ledger alone still has of the value: source and snapshot may be gone.</summary>
    private static string? Original(Dictionary<(string Column, string Rule), string?> applied, ColumnRule rule) =>
        applied.Where(change => change.Key.Column == rule.Column).Select(change => change.Value).FirstOrDefault(original => original is not null);

    private CorrectionDocument Document(CorrectionFact fact, ValueView view)
    {
        var sealedCorrection = fact.Correction;
        var content = CorrectionContent.Read(seal.Open(sealedCorrection.Run, sealedCorrection.Table, sealedCorrection.Content));
        return new CorrectionDocument(fact.By, fact.At, sealedCorrection.Table, sealedCorrection.IsDismissed, view.Values(content.Cells), fact.SupersededAt, fact.AppliedBy);
    }
}
