using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Resolving;

/// <summary>Which columns earlier runs filled in the records that are known: a record's hash is of those, also where the plan has changed since.</summary>
/// <param name="Columns">Target columns.</param>
/// <param name="Runs">Runs that filled exactly these.</param>
internal sealed record WrittenColumns(IReadOnlyList<string> Columns, IReadOnlyList<string> Runs)
{
    public static async Task<IReadOnlyList<WrittenColumns>> ReadAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var target = resolution.Table.Target.Name;
        var runs = await resolution.Connection.QueryAsync(
            $"""
            SELECT known.run, ARRAY(SELECT rule ->> 'column' FROM json_array_elements(tables -> 'rules') AS rule ORDER BY 1)
            FROM (SELECT DISTINCT _known_run AS run FROM {resolution.Staging} WHERE _outcome IS NULL AND _known_run IS NOT NULL) AS known
            JOIN reprise.run_plan AS p ON p.run = known.run
            CROSS JOIN json_array_elements(p.document -> 'tables') AS tables
            WHERE tables ->> 'source' = $1 AND tables -> 'target' -> 'name' ->> 'schema' = $2 AND tables -> 'target' -> 'name' ->> 'table' = $3 AND tables ->> 'part' IS NOT DISTINCT FROM $4
              AND (tables ->> 'name' = $5 OR NOT EXISTS (SELECT FROM json_array_elements(p.document -> 'tables') AS named WHERE named ->> 'name' = $5))
            """,
            [resolution.Table.Source, target.Schema, target.Table, resolution.Table.Part, resolution.Table.Name],
            reader => (Run: reader.GetString(0), Columns: reader.GetFieldValue<string[]>(1)),
            cancellationToken);
        return [.. runs.GroupBy(row => string.Join('\u001f', row.Columns), row => row).Select(group => new WrittenColumns(group.First().Columns, [.. group.Select(row => row.Run)]))];
    }
}
