using Npgsql;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>A schema's tables with their rows and a digest of these, to be compared as text.</summary>
internal static class SchemaContent
{
    public static async Task<string> ReadAsync(NpgsqlDataSource target, string schema)
    {
        var tables = new List<string>();
        await using (var list = target.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY 1"))
        {
            list.Parameters.Add(new NpgsqlParameter { Value = schema });
            await using var reader = await list.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.NotEmpty(tables);
        var digests = new List<string>();
        foreach (var table in tables)
        {
            await using var command = target.CreateCommand($"SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{schema}\".\"{table}\" AS t");
            digests.Add($"{table} {await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }

        return string.Join('\n', digests);
    }
}
