using Reprise.Core.Ports;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>New rows that are a record already although no key says so: one of the target's, one that another table plan makes, or one that another row of this plan becomes.</summary>
internal static class Duplicates
{
    private const string New = "s._outcome IS NULL AND s._target_id IS NULL";

    /// <summary>Merges what matches, and records why, and what a person should look at. Records of the target are never merged with each other.</summary>
    public static async Task MergeAsync(Resolution resolution, IDuplicateFinder finder, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync("DELETE FROM reprise.match WHERE run = $1 AND table_plan = $2", cancellationToken, resolution.Run.Value, resolution.Table.Name);
        if (resolution.Table.Duplicates is not { } rule || !await HasNewAsync(resolution, cancellationToken))
        {
            return;
        }

        var search = finder.Begin(rule);
        var records = await DuplicateRecords.ReadAsync(resolution, rule, search, cancellationToken);
        await Decisions.ApplyAsync(resolution, records, search, cancellationToken);
        var findings = search.Find();
        var links = new DuplicateLinks(records, findings).Links;
        await SaveAsync(resolution, [.. links, .. Review(records, findings)], cancellationToken);
        await ApplyAsync(resolution, cancellationToken);
    }

    private static async Task<bool> HasNewAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await using var command = resolution.Connection.Command($"SELECT EXISTS (SELECT FROM {resolution.Staging} AS s WHERE {New})");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Pairs left to a person, of which at least one is a new row.</summary>
    private static IEnumerable<DuplicateLink> Review(DuplicateRecords records, DuplicateFindings findings) =>
        from pair in findings.Review
        let row = records.IsRow(pair.Right) ? pair.Right : pair.Left
        let other = row == pair.Right ? pair.Left : pair.Right
        where records.IsRow(row)
        select new DuplicateLink(records[row], records[other], !records.IsRow(other), IsMerged: false, findings.Explain(pair.Left, pair.Right));

    private static Task<int> SaveAsync(Resolution resolution, IReadOnlyList<DuplicateLink> links, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        """
        INSERT INTO reprise.match (run, table_plan, number, state, source_key, other_key, target_id, probability, weights)
        SELECT $1, $2, l.n, CASE WHEN l.merged THEN 'merged' ELSE 'review' END, l.key, CASE WHEN NOT l.record THEN l.other END, CASE WHEN l.record THEN l.other END, l.probability, l.weights::jsonb
        FROM unnest($3::text[], $4::text[], $5::bool[], $6::bool[], $7::float8[], $8::text[]) WITH ORDINALITY AS l (key, other, record, merged, probability, weights, n)
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name,
        links.Select(link => link.Key).ToArray(),
        links.Select(link => link.Other).ToArray(),
        links.Select(link => link.IsRecord).ToArray(),
        links.Select(link => link.IsMerged).ToArray(),
        links.Select(link => link.Reason.Probability).ToArray(),
        links.Select(link => Ledger.LedgerJson.Write(link.Reason.Weights)).ToArray());

    /// <summary>Rows that follow a merged row by an equal key follow it to where it goes.</summary>
    private static async Task ApplyAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET _into = m.other_key, _target_id = m.target_id, _outcome = '{Bookkeeping.Merged}'
            FROM reprise.match AS m
            WHERE m.run = $1 AND m.table_plan = $2 AND m.state = 'merged' AND m.source_key = s._key AND {New}
            """,
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET _into = l._into, _target_id = l._target_id
            FROM {resolution.Staging} AS l
            WHERE s._outcome = '{Bookkeeping.Merged}' AND s._into = l._key AND l._outcome = '{Bookkeeping.Merged}'
            """,
            cancellationToken);
    }
}
