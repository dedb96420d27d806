using Npgsql;

namespace Reprise.Chaos.Results;

/// <summary>What an entity's run left behind, so that two runs can be compared: sections (a table, the crosswalk, the figures…) of keys and what is there.</summary>
/// <remarks>Ids that a sequence gave differ from one run to the next: records are known by the smallest source key that the crosswalk has for them.</remarks>
internal sealed class TargetContent
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _sections = new(StringComparer.Ordinal);

    /// <summary>Sections by name; those of the application's tables begin with <c>public.</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Sections => _sections;

    /// <summary>Reads it.</summary>
    /// <param name="connection">Administrator's connection string to the target database.</param>
    /// <param name="entity">The entity whose newest run counts.</param>
    /// <param name="blobs">What is left in the snapshot store.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TargetContent> ReadAsync(string connection, string entity, IReadOnlyList<string> blobs, CancellationToken cancellationToken)
    {
        var content = new TargetContent();
        await using var target = new NpgsqlConnection(connection);
        await target.OpenAsync(cancellationToken);
        await using (var ledger = new NpgsqlCommand("SELECT to_regclass('reprise.report') IS NULL", target))
        {
            if (await ledger.ExecuteScalarAsync(cancellationToken) is true)
            {
                // The run never got as far as its ledger: everything is missing.
                return content;
            }
        }

        await using (var keys = new NpgsqlCommand(LedgerQueries.Keys, target))
        {
            await keys.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var table in await ApplicationTable.ListAsync(target, cancellationToken))
        {
            content._sections[$"public.{table.Name}"] = await ReadAsync(target, table.Query, entity: null, cancellationToken);
        }

        foreach (var (section, query) in LedgerQueries.All)
        {
            content._sections[section] = await ReadAsync(target, query, entity, cancellationToken);
        }

        content._sections["report"] = ReportContent.Read(await ReportAsync(target, entity, cancellationToken));
        content._sections["blobs"] = blobs.ToDictionary(blob => blob, _ => "left behind", StringComparer.Ordinal);
        return content;
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(NpgsqlConnection target, string query, string? entity, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, target);
        if (entity is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = entity });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = reader.GetString(0);
            var value = reader.GetString(1);
            rows[key] = rows.TryGetValue(key, out var other) ? $"{other} and {value}" : value;
        }

        return rows;
    }

    private static async Task<byte[]> ReportAsync(NpgsqlConnection target, string entity, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT content FROM reprise.report WHERE run = {LedgerQueries.NewestRun} AND name = 'report.json'", target);
        command.Parameters.Add(new NpgsqlParameter { Value = entity });
        return await command.ExecuteScalarAsync(cancellationToken) as byte[] ?? "{}"u8.ToArray();
    }
}
