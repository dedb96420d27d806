using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Staging;

/// <summary>The schemas that are named after a run: a mapped run's staging, and a replicate run's fresh schema until it is renamed into place.</summary>
internal static class StagingSchemas
{
    /// <summary>Drops what is there of them.</summary>
    /// <returns>How many were dropped.</returns>
    public static async Task<int> DropAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        var schemas = await connection.QueryAsync(
            "SELECT nspname FROM pg_namespace WHERE nspname = $1 OR (right(nspname, length($2)) = $2 AND obj_description(oid, 'pg_namespace') = $3)",
            [StagingNames.MappedSchema(run), $"__{run.Suffix}", StagingNames.Marker],
            reader => reader.GetString(0),
            cancellationToken);
        foreach (var schema in schemas)
        {
            await connection.ExecuteAsync($"DROP SCHEMA IF EXISTS {Sql.Quote(schema)} CASCADE", [], cancellationToken);
        }

        return schemas.Count;
    }
}
