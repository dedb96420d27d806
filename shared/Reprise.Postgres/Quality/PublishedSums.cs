using System.Globalization;
using System.Text;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Quality;

/// <summary>Adds up by group what the target would hold after publishing. The server adds, so that nothing is rounded on the way.</summary>
internal sealed class PublishedSums(Database database)
{
    public Task AddAsync(RunId run, RunPlan plan, RunTable table, QualityGate gate, GroupSums sums, CancellationToken cancellationToken) => ReadOnly.OverRecordsAsync(
        database,
        run,
        plan,
        table,
        async (connection, records) =>
        {
            var groups = gate.Groups!.By.Select((column, i) => Group(column, table.Target.Find(column.Name)!, Zone(plan, table, gate, i))).ToList();
            var rows = await connection.QueryAsync(
                $"""
                SELECT {string.Concat(groups.Select(group => $"{group}, "))}coalesce(sum(r.{Sql.Quote(gate.Columns[0])}::numeric), 0)::text
                FROM {records.For(gate.Groups.By.Select(column => column.Name).Append(gate.Columns[0]))} AS r
                WHERE {GateCondition.Records}
                {(groups.Count == 0 ? string.Empty : $"GROUP BY {string.Join(", ", Enumerable.Range(1, groups.Count))}")}
                LIMIT {GroupSums.MaxGroups + 1}
                """,
                [],
                reader => (Key: Key(reader, groups.Count), Sum: reader.GetString(groups.Count)),
                cancellationToken);
            rows.ForEach(row => Add(sums, row.Key, row.Sum));
            return true;
        },
        cancellationToken);

    private static void Add(GroupSums sums, string key, string sum)
    {
        if (decimal.TryParse(sum, NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
        {
            sums.AddPublished(key, value);
        }
        else
        {
            sums.Exceed();
        }
    }

    private static string Key(NpgsqlDataReader reader, int parts)
    {
        var key = new StringBuilder();
        for (var i = 0; i < parts; i++)
        {
            if (i > 0)
            {
                key.Append(GroupKey.Separator);
            }

            key.Append(reader.IsDBNull(i) ? GroupKey.Null.ToString() : reader.GetString(i));
        }

        return key.ToString();
    }

    /// <summary>The value as the source would print it, see <see cref="SourceFigures"/>; blank is null.</summary>
    private static string Group(GroupColumn group, TargetColumn column, string zone)
    {
        var name = $"r.{Sql.Quote(column.Name)}";
        return (group.IsYear, column.Type.Kind) switch
        {
            (true, PgKind.TimestampTz) => $"extract(year FROM {name} AT TIME ZONE {Sql.Literal(zone)})::integer::text",
            (true, _) => $"extract(year FROM {name})::integer::text",
            (_, PgKind.Boolean) => $"{name}::integer::text",
            (_, PgKind.Numeric) => $"trim_scale({name})::text",
            _ => $"nullif({name}::text, '')",
        };
    }

    /// <summary>Zone of the clock that the source's year is read from: a TIMESTAMP is read in UTC, everything else is the application's local time.</summary>
    private static string Zone(RunPlan plan, RunTable table, QualityGate gate, int group)
    {
        const string Utc = "UTC";
        var source = plan.Sources.FirstOrDefault(read => read.Table.Name == table.Source)?.Table.Find(gate.Groups!.SourceBy[group].Name);
        return source is { DataType: "timestamp" } ? Utc : plan.TimeZone ?? Utc;
    }
}
