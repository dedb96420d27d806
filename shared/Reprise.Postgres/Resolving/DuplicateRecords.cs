using Npgsql;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>The records of a search: those that are there already, then the new rows in the order of the source's key.</summary>
internal sealed class DuplicateRecords
{
    private readonly List<string> _names = [];
    private readonly List<long> _ranks = [];
    private int _known;

    /// <summary>Id of a record, or source key of a row.</summary>
    public string this[int record] => _names[record];

    /// <summary>True for a new row, false for a record that is there already.</summary>
    public bool IsRow(int record) => record >= _known;

    /// <summary>The row with the highest rank of a cluster becomes the record; of several the first.</summary>
    public long Rank(int row) => _ranks[row - _known];

    /// <summary>Numbers of the records by id, and of the rows by source key.</summary>
    public (IReadOnlyDictionary<string, int> Records, IReadOnlyDictionary<string, int> Rows) Numbers()
    {
        var records = Enumerable.Range(0, _known).ToDictionary(record => _names[record], StringComparer.Ordinal);
        var rows = Enumerable.Range(_known, _names.Count - _known).ToDictionary(row => _names[row], StringComparer.Ordinal);
        return (records, rows);
    }

    /// <summary>Reads them into a search.</summary>
    public static async Task<DuplicateRecords> ReadAsync(Resolution resolution, DuplicateRule rule, IDuplicateSearch search, CancellationToken cancellationToken)
    {
        var records = new DuplicateRecords();
        var cells = rule.Fields.Select(field => $"{Sql.Quote(field.Column)}::text").ToList();
        await records.AddKnownAsync(
            resolution,
            $"SELECT {resolution.IdColumn}::text, {string.Join(", ", cells)} FROM {resolution.Target} WHERE {(rule.Among is { } among ? $"({among})" : "true")} ORDER BY {resolution.IdColumn}",
            cells.Count,
            search,
            cancellationToken);
        foreach (var sibling in resolution.Siblings.Where(sibling => rule.Fields.All(field => sibling.Ruled.Any(ruled => ruled.Name == field.Column))))
        {
            await records.AddKnownAsync(
                resolution,
                $"SELECT _target_id, {string.Join(", ", cells)} FROM {sibling.Staging} WHERE _outcome = '{Bookkeeping.Insert}' ORDER BY _chunk, _row",
                cells.Count,
                search,
                cancellationToken);
        }

        await records.AddRowsAsync(resolution, rule, cells, search, cancellationToken);
        return records;
    }

    private async Task AddKnownAsync(Resolution resolution, string query, int cells, IDuplicateSearch search, CancellationToken cancellationToken)
    {
        await ReadAsync(resolution, query, cells, search, null, cancellationToken);
        _known = _names.Count;
    }

    private Task AddRowsAsync(Resolution resolution, DuplicateRule rule, List<string> cells, IDuplicateSearch search, CancellationToken cancellationToken) => ReadAsync(
        resolution,
        $"SELECT _key, {string.Join(", ", cells)}, {RankOf(resolution, rule)} FROM {resolution.Staging} AS s WHERE s._outcome IS NULL AND s._target_id IS NULL ORDER BY _chunk, _row",
        cells.Count,
        search,
        cells.Count + 1,
        cancellationToken);

    private async Task ReadAsync(Resolution resolution, string query, int cells, IDuplicateSearch search, int? rank, CancellationToken cancellationToken)
    {
        await using var command = resolution.Connection.Command(query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new string?[cells];
        while (await reader.ReadAsync(cancellationToken))
        {
            Add(reader, values, search);
            if (rank is { } ordinal)
            {
                _ranks.Add(reader.GetInt64(ordinal));
            }
        }
    }

    private void Add(NpgsqlDataReader reader, string?[] values, IDuplicateSearch search)
    {
        _names.Add(reader.GetString(0));
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.Nullable<string>(i + 1);
        }

        search.Add(values);
    }

    /// <summary>A number that is higher for the row that should become the record.</summary>
    private static string RankOf(Resolution resolution, DuplicateRule rule) => rule.Survivor switch
    {
        DuplicateSurvivor.First => "0::bigint",
        DuplicateSurvivor.MostComplete => $"num_nonnulls({string.Join(", ", resolution.Ruled.Select(column => Sql.Quote(column.Name)))})::bigint",
        DuplicateSurvivor.MostRecent => $"rank() OVER (ORDER BY {Sql.Quote(rule.By!)} NULLS FIRST)",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
