using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Resolving;

/// <summary>Settles what becomes of every staged row of a mapped table plan, set by set, in one transaction that replaces its own previous result.</summary>
internal static class MappedResolver
{
    public static async Task ResolveAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var resolution = new Resolution(connection, run, plan, table);
        await ForgetAsync(resolution, cancellationToken);
        await QuarantineRepeatedKeysAsync(resolution, cancellationToken);
        await References.ResolveAsync(resolution, cancellationToken);
        await Identity.RecogniseAsync(resolution, cancellationToken);
        await Constraints.CheckRowsAsync(resolution, cancellationToken);
        await Identity.MatchAsync(resolution, cancellationToken);
        await Identity.NumberAsync(resolution, cancellationToken);
        await Identity.FollowLeadersAsync(resolution, cancellationToken);
        await References.ResolveWithinAsync(resolution, cancellationToken);
        await Outcomes.SettleAsync(resolution, cancellationToken);
        await Constraints.CheckUniqueAsync(resolution, cancellationToken);
        await Outcomes.QuarantineFollowersAsync(resolution, cancellationToken);
        // Once more: constraints may have sent parents to quarantine.
        await References.ResolveWithinAsync(resolution, cancellationToken);
        await Outcomes.RecordAsync(resolution, cancellationToken);
    }

    private static async Task ForgetAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        foreach (var ledgerTable in new[] { "quarantine", "coercion" })
        {
            await resolution.ExecuteAsync($"DELETE FROM reprise.{ledgerTable} WHERE run = $1 AND table_plan = $2 AND chunk = 0", cancellationToken, resolution.Run.Value, resolution.Table.Name);
        }

        var resolved = resolution.Table.Rules.OfType<Core.Plans.ReferenceRule>().Select(rule => $", {Sql.Quote(rule.Column)} = NULL");
        await resolution.ExecuteAsync(
            $"UPDATE {resolution.Staging} SET _outcome = NULL, _reason = NULL, _column = NULL, _target_id = NULL, _known_hash = NULL, _into = NULL{string.Concat(resolved)} WHERE _outcome IS NOT NULL",
            cancellationToken);
        await resolution.ExecuteAsync($"CREATE INDEX IF NOT EXISTS {Sql.Quote(IndexName(resolution.Table))} ON {resolution.Staging} (_key)", cancellationToken);
        await resolution.ExecuteAsync($"ANALYZE {resolution.Staging}", cancellationToken);
    }

    /// <summary>Of rows with the same key (a key column of the plan that is not unique), the first is kept.</summary>
    private static Task<int> QuarantineRepeatedKeysAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.QuarantineAsync(
        Reasons.DuplicateKey,
        string.Empty,
        "s.ctid = d.tid AND d.n > 1",
        cancellationToken,
        $"(SELECT ctid AS tid, row_number() OVER (PARTITION BY _key ORDER BY _chunk, ctid) AS n FROM {resolution.Staging}) AS d");

    /// <summary>Index names share their schema with the tables: a leading underscore keeps them apart, since table plans begin with a letter.</summary>
    private static string IndexName(RunTable table) => $"_key_{Convert.ToHexStringLower(System.IO.Hashing.XxHash64.Hash(System.Text.Encoding.UTF8.GetBytes(table.Name)))}";
}
