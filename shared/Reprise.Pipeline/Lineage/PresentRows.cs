using Reprise.Core.Configuration;
using Reprise.Core.Corrections;
using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Pipeline.Quarantine;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Lineage;

/// <summary>Reads single source rows as they are now, by the same plan as a run, and compares them with their records.</summary>
internal sealed class PresentRows(RepriseConfiguration configuration, SourceConnections connections, ISource source, ITarget target, RunCorrections corrections)
{
    /// <summary>Reads a row. That the source cannot be read is an answer, not a failure.</summary>
    public async Task<PresentRow> ReadAsync(RunId run, RunPlan plan, RunTable table, string key, CancellationToken cancellationToken)
    {
        if (Obstacle(run.Entity, plan, table) is { } obstacle)
        {
            return new PresentRow(null, obstacle);
        }

        try
        {
            var batches = await source.FindAsync(connections.For(run.Entity), plan.Source(table.Source), table.Key, key.Split(SourceKey.Separator), cancellationToken);
            if (batches is null)
            {
                return new PresentRow(null, "key_not_comparable");
            }

            var trace = RowTrace.Of(plan, table, batches, key, await CorrectionsAsync(run, table, key, cancellationToken));
            foreach (var batch in batches)
            {
                batch.Dispose();
            }

            return trace is null ? new PresentRow(null, null) : await SpelledAsync(run, plan, table, key, trace, cancellationToken);
        }
        catch (RepriseException failure)
        {
            return new PresentRow(null, failure.Code);
        }
    }

    /// <summary>Reads a row by the one of several table plans whose conditions it satisfies, by the first where it satisfies none.</summary>
    public async Task<(RunTable Table, PresentRow Row)> ChooseAsync(RunId run, RunPlan plan, IReadOnlyList<RunTable> candidates, string key, CancellationToken cancellationToken)
    {
        PresentRow? first = null;
        foreach (var table in candidates)
        {
            var row = await ReadAsync(run, plan, table, key, cancellationToken);
            if (row.Trace is { Unmet.Count: 0 })
            {
                return (table, row);
            }

            first ??= row;
        }

        return (candidates[0], first!);
    }

    /// <summary>Columns in which a record does not say what its source row says now; of a row that is none of the plan's records, nothing.</summary>
    public async Task<IReadOnlyList<string>> DifferingAsync(RunId run, RunPlan plan, RunTable table, string key, PresentRow row, CancellationToken cancellationToken)
    {
        var comparison = await MappedComparer.CompareAsync(
            plan,
            table,
            row.Respellings,
            FilledByOthers.None,
            await CorrectionsAsync(run, table, key, cancellationToken),
            One(row.Trace!.Cells),
            keys => target.FindAsync(run, plan, table, keys, cancellationToken),
            cancellationToken);
        return [.. comparison.Cells.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The same for a replicated row.</summary>
    public async Task<IReadOnlyList<string>> DifferingAsync(RunId run, RunPlan plan, RunTable table, string key, PresentRow row, FoundReplica replica, CancellationToken cancellationToken)
    {
        var comparison = await ReplicaComparer.CompareAsync(
            plan,
            table,
            row.Respellings,
            await CorrectionsAsync(run, table, key, cancellationToken),
            () => One(row.Trace!.Cells),
            () => One(replica.Cells),
            cancellationToken);
        return [.. comparison.Cells.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The row with what the source says of its references: which row they lead to is seen of neither.</summary>
    private async Task<PresentRow> SpelledAsync(RunId run, RunPlan plan, RunTable table, string key, RowTrace trace, CancellationToken cancellationToken)
    {
        var respellings = new Dictionary<string, IReadOnlyList<Respelling>>(StringComparer.Ordinal);
        foreach (var reference in table.Respelled)
        {
            respellings[reference.Question] = await source.FindRespellingsAsync(
                connections.For(run.Entity), plan.Source(table.Source), plan.Source(reference.Parent).Table, reference, table.Key, key.Split(SourceKey.Separator), cancellationToken);
        }

        return new PresentRow(plan.IsReplicate ? trace : trace.Leading(plan, table, respellings), null) { Respellings = respellings };
    }

    private async Task<IReadOnlyList<Correction>> CorrectionsAsync(RunId run, RunTable table, string key, CancellationToken cancellationToken) =>
        [.. (await corrections.ReadAppliedAsync(run, table.Name, cancellationToken)).Where(correction => correction.Key == key)];

    /// <summary>Why the row is not even looked for: without an index it would cost the source a pass over the table.</summary>
    private string? Obstacle(EntityCode entity, RunPlan plan, RunTable table)
    {
        var read = plan.Source(table.Source).Table;
        bool IsOfKey(string? column) => table.Key.Contains(column, StringComparer.OrdinalIgnoreCase);
        return configuration.Find(entity) is null ? "entity_not_configured"
            : table.Key.Count == 0 ? "no_key"
            : (read.PrimaryKey is [var first, ..] && IsOfKey(first)) || read.Indexes.Any(index => index.Kind is "BTREE" or "HASH" && IsOfKey(index.Parts[0].Column)) ? null
            : "no_index";
    }

    private static async IAsyncEnumerable<CellRow> One(CellRow row)
    {
        await Task.CompletedTask;
        yield return row;
    }
}
