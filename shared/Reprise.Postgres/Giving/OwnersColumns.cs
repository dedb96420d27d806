using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Giving;

/// <summary>Which columns the entities that own records filled in them: the records' hashes are of those.</summary>
/// <param name="Run">Run that wrote the records last.</param>
/// <param name="Origin">Source table and part that they are of.</param>
/// <param name="Columns">Target columns.</param>
internal sealed record OwnersColumns(string Run, string Origin, IReadOnlyList<string> Columns)
{
    /// <summary>Of the records that cells in a state are of.</summary>
    public static Task<List<OwnersColumns>> ReadAsync(Resolution resolution, string state, CancellationToken cancellationToken) => resolution.Connection.QueryAsync(
        $"""
        SELECT known.run, known.source_table,
               ARRAY(SELECT DISTINCT rule ->> 'column' FROM reprise.run_plan AS p CROSS JOIN json_array_elements(p.document -> 'tables') AS tables CROSS JOIN json_array_elements(tables -> 'rules') AS rule
                     WHERE p.run = known.run AND tables -> 'target' -> 'name' ->> 'schema' = $3 AND tables -> 'target' -> 'name' ->> 'table' = $4
                       AND (tables ->> 'source') || coalesce('{Separator}' || (tables ->> 'part'), '') = known.source_table ORDER BY 1)
        FROM (SELECT DISTINCT x.run, x.source_table FROM {GivenCells.Relation} AS g JOIN {GivenCells.Owner} WHERE {GivenCells.Of} AND g.state = '{state}') AS known
        """,
        [resolution.Run.Value, resolution.Table.Name, resolution.Table.Target.Name.Schema, resolution.Table.Target.Name.Table],
        reader => new OwnersColumns(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<string[]>(2)),
        cancellationToken);

    private const string Separator = "#";

    /// <summary>True when a record <c>t</c> can be compared with what was written: all those columns are still there.</summary>
    public bool AreThere(Resolution resolution) => Columns.Count > 0 && Columns.All(column => resolution.Table.Target.Find(column) is not null);
}
