using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;
using Reprise.Postgres.Giving;
using Reprise.Postgres.Merging;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Settles what becomes of every staged row of a mapped table plan, set by set, in one transaction that replaces its own previous result.</summary>
internal static class MappedResolver
{
    /// <summary>Resolves a table plan.</summary>
    /// <param name="connection">Connection of the transaction.</param>
    /// <param name="ports">What resolving asks of others.</param>
    /// <param name="run">Run.</param>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="held">Merges of published records that publishing found it must not carry out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ResolveAsync(NpgsqlConnection connection, ResolvingPorts ports, RunId run, RunPlan plan, RunTable table, IReadOnlyList<HeldMerge> held, CancellationToken cancellationToken)
    {
        var resolution = new Resolution(connection, run, plan, table);
        await resolution.AllowMemoryAsync(cancellationToken);
        await Freshness.RecordAsync(resolution, cancellationToken);
        await ForgetAsync(resolution, cancellationToken);
        await QuarantineRepeatedKeysAsync(resolution, cancellationToken);
        await QuarantineTakenKeysAsync(resolution, cancellationToken);
        var records = await StagedRecords.OfAsync(resolution, cancellationToken);
        await IdentifyAsync(resolution, records, ports.Duplicates, held, cancellationToken);
        await SettleAsync(resolution, records, cancellationToken);
        await References.CountAsync(resolution, ports.Seal, cancellationToken);
        await Lookups.CountMissingAsync(resolution, ports.Seal, cancellationToken);
        await Outcomes.RecordAsync(resolution, ports.Seal, cancellationToken);
        await GoneRows.FindAsync(resolution, cancellationToken);
        await GivenCells.FindAsync(resolution, cancellationToken);
    }

    /// <summary>Which record each row is. Rows that are a record already need not be writable; rows that may stand for others must.</summary>
    private static async Task IdentifyAsync(Resolution resolution, StagedRecords records, IDuplicateFinder duplicates, IReadOnlyList<HeldMerge> held, CancellationToken cancellationToken)
    {
        await References.ResolveAsync(resolution, cancellationToken);
        await Lookups.ResolveAsync(resolution, cancellationToken);
        await Expressions.ResolveAsync(resolution, cancellationToken);
        await Identity.RecogniseAsync(resolution, cancellationToken);
        await PublishedMerges.FindAsync(resolution, held, cancellationToken);
        await Matching.WithTargetAsync(resolution, cancellationToken);
        await References.HoldBackAsync(resolution, cancellationToken);
        await Lookups.HoldBackAsync(resolution, cancellationToken);
        await new Constraints(resolution, records).CheckRowsAsync(cancellationToken);
        await Matching.WithStagedAsync(resolution, cancellationToken);
        await Duplicates.MergeAsync(resolution, duplicates, cancellationToken);
        await PublishedMerges.RecordMatchesAsync(resolution, cancellationToken);
        await PublishedMerges.FollowAsync(resolution, cancellationToken);
        await Identity.NumberAsync(resolution, cancellationToken);
        await resolution.AnalyzeAsync(cancellationToken);
        await Matching.FollowLeadersAsync(resolution, cancellationToken);
        await Filling.FillAsync(resolution, cancellationToken);
        await GivenCells.StandAsync(resolution, cancellationToken);
    }

    /// <summary>What is done with each record, until no row takes another one to quarantine.</summary>
    private static async Task SettleAsync(Resolution resolution, StagedRecords records, CancellationToken cancellationToken)
    {
        var constraints = new Constraints(resolution, records);
        var settled = resolution.Quarantined;
        await References.ResolveWithinAsync(resolution, cancellationToken);
        await Outcomes.SettleKnownAsync(resolution, cancellationToken);
        await resolution.AnalyzeAsync(cancellationToken);
        await constraints.CheckSettledRowsAsync(cancellationToken);
        await constraints.CheckUniqueAsync(cancellationToken);
        while (settled != resolution.Quarantined)
        {
            settled = resolution.Quarantined;
            await Outcomes.QuarantineFollowersAsync(resolution, cancellationToken);
            await References.ResolveWithinAsync(resolution, cancellationToken);
            await constraints.CheckSettledRowsAsync(cancellationToken);
        }
    }

    private static async Task ForgetAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var ledgerTable in new[] { "quarantine", "coercion" })
        {
            await resolution.ExecuteAsync($"DELETE FROM reprise.{ledgerTable} WHERE run = $1 AND table_plan = $2 AND chunk = 0", cancellationToken, resolution.Run.Value, resolution.Table.Name);
        }

        // Numbers that were given stay: rows of other table plans refer to them.
        var forgotten = resolution.Table.Rules.Where(rule => rule is ReferenceRule or DerivedRule).Select(rule => Sql.Quote(rule.Column)).Concat(Bookkeeping.Resolved.Select(column => column.Name));
        await resolution.ExecuteAsync(
            $"UPDATE {resolution.Staging} SET {string.Join(", ", forgotten.Select(column => $"{column} = NULL"))} WHERE _outcome IS NOT NULL",
            cancellationToken);
        await resolution.ExecuteAsync($"ANALYZE {resolution.Staging}", cancellationToken);
    }

    /// <summary>Of rows that another table plan makes the same record of, the other one's is kept.</summary>
    private static async Task QuarantineTakenKeysAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var sibling in resolution.Siblings.Where(sibling => sibling.Table.Origin == resolution.Table.Origin))
        {
            await resolution.QuarantineAsync(Reasons.DuplicateKey, string.Empty, $"s._key = o._key AND o._outcome <> '{Bookkeeping.Quarantined}'", cancellationToken, $"{sibling.Staging} AS o");
        }
    }

    /// <summary>Of rows with the same key (a key column of the plan that is not unique), the first is kept.</summary>
    private static Task<int> QuarantineRepeatedKeysAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.QuarantineAsync(
        Reasons.DuplicateKey,
        string.Empty,
        "s.ctid = d.tid AND d.n > 1",
        cancellationToken,
        $"(SELECT ctid AS tid, row_number() OVER (PARTITION BY _key ORDER BY _chunk, _row) AS n FROM {resolution.Staging}) AS d");
}
