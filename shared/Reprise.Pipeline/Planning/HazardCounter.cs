using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Hazards;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Planning;

/// <summary>Reads every table once, stores nothing, and counts what will not arrive as it is.</summary>
internal sealed class HazardCounter(ISource source)
{
    /// <summary>The hazards by table, and the rows looked at.</summary>
    public async Task<(IReadOnlyList<Hazard> Hazards, long Rows)> CountAsync(string connection, SourceCatalog catalog, RunPlan plan, CancellationToken cancellationToken)
    {
        var tables = catalog.Tables;
        var found = new IReadOnlyList<Hazard>[tables.Count];
        var rows = 0L;
        await using (var point = await source.OpenPointAsync(connection, tables, plan.Parallelism, cancellationToken))
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Parallelism, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, tables.Count, options, async (i, stop) =>
            {
                var read = plan.Sources.FirstOrDefault(candidate => candidate.Table.Name == tables[i].Name) ?? SourceReads.Of(tables[i], profiles: []);
                var hazards = new TableHazards(read, plan);
                await foreach (var batch in point.ReadAsync(read, new ChunkRange(1, From: null, To: null), BatchLimits.Default, stop))
                {
                    using (batch)
                    {
                        hazards.Add(batch);
                        Interlocked.Add(ref rows, batch.RowCount);
                    }
                }

                found[i] = hazards.Found();
            });
        }

        var relations = await RelationsAsync(connection, catalog, plan, cancellationToken);
        return ([.. tables.SelectMany((table, i) => found[i].Concat(relations.Where(hazard => hazard.Table == table.Name)))], rows);
    }

    private async Task<IReadOnlyList<Hazard>> RelationsAsync(string connection, SourceCatalog catalog, RunPlan plan, CancellationToken cancellationToken)
    {
        var questions = RelationQuestions.Of(catalog);
        if (questions.Count == 0)
        {
            return [];
        }

        var answers = await source.AskAsync(connection, questions, cancellationToken);
        return [.. questions.Zip(answers, (question, answer) => RelationQuestions.Hazard(catalog, question, answer)).OfType<Hazard>().Select(hazard => IsRespelled(hazard, plan) ? hazard with { Proposal = Proposal.Respell } : hazard)];
    }

    private static bool IsRespelled(Hazard hazard, RunPlan plan) =>
        hazard.Code == HazardCodes.ReferenceByCollation
        && plan.Tables.Any(table => table.Source == hazard.Table && table.Respelled.Any(reference => reference.Parts[0].Column == hazard.Column));
}
