using Npgsql;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Quality;

/// <summary>Counts for the gates of a table plan what publishing would leave: all of them in one pass over its staged rows, but for uniqueness, which groups them.</summary>
internal sealed class GateCounter(Database database)
{
    public Task<IReadOnlyList<GateCount>> CountAsync(RunId run, RunPlan plan, RunTable table, IReadOnlyList<QualityGate> gates, CancellationToken cancellationToken) => ReadOnly.OverRecordsAsync(
        database,
        run,
        plan,
        table,
        async (connection, staged) =>
        {
            var counts = new List<GateCount>();
            var records = new GateRecords(staged, await UnreadRecords.HasAnyAsync(connection, run, table, cancellationToken));
            await CountAsync(connection, records, table, [.. gates.Where(gate => gate.Measure != GateMeasure.Uniqueness)], counts, cancellationToken);
            foreach (var gate in gates.Where(gate => gate.Measure == GateMeasure.Uniqueness))
            {
                await CountUniqueAsync(connection, records, table, gate, counts, cancellationToken);
            }

            return (IReadOnlyList<GateCount>)counts;
        },
        cancellationToken);

    /// <summary>All at once; where the server cannot evaluate one of them on this data, one by one, so that it is known which.</summary>
    private static async Task CountAsync(NpgsqlConnection connection, GateRecords records, RunTable table, List<QualityGate> gates, List<GateCount> counts, CancellationToken cancellationToken)
    {
        if (gates.Count == 0)
        {
            return;
        }

        var refusal = await ReadOnly.TryAsync(connection, async () => counts.AddRange(await SelectAsync(connection, records, table, gates, cancellationToken)), cancellationToken);
        if (refusal is not null && gates.Count == 1)
        {
            counts.Add(new GateCount(gates[0].Name, 0, 0, refusal.SqlState));
        }
        else if (refusal is not null)
        {
            foreach (var gate in gates)
            {
                await CountAsync(connection, records, table, [gate], counts, cancellationToken);
            }
        }
    }

    private static async Task<IEnumerable<GateCount>> SelectAsync(NpgsqlConnection connection, GateRecords records, RunTable table, List<QualityGate> gates, CancellationToken cancellationToken)
    {
        // A positional parameter makes the driver send the text as one statement, as it is.
        List<object?> parameters = [true];
        var conditions = gates.Select(gate => GateCondition.For(gate, table.Target, parameters)).ToList();
        var rows = records.For(conditions.SelectMany(condition => condition.Columns), conditions.Select(condition => condition.Reference).OfType<string>().Distinct(StringComparer.Ordinal));
        var counted = await connection.QueryAsync(
            $"SELECT {string.Join(", ", conditions.Select(condition => condition.Counts))} FROM {rows} AS r WHERE $1",
            [.. parameters],
            reader => Enumerable.Range(0, gates.Count).Select(i => new GateCount(gates[i].Name, reader.GetInt64(2 * i), reader.GetInt64((2 * i) + 1))).ToList(),
            cancellationToken);
        return counted[0];
    }

    private static async Task CountUniqueAsync(NpgsqlConnection connection, GateRecords records, RunTable table, QualityGate gate, List<GateCount> counts, CancellationToken cancellationToken)
    {
        var condition = GateCondition.For(gate, table.Target, []);
        var sql = $"""
            SELECT coalesce(sum(n), 0)::bigint, coalesce(sum(n) FILTER (WHERE n = 1), 0)::bigint
            FROM (SELECT count(*) AS n FROM {records.For(condition.Columns, [])} AS r WHERE {condition.Of} GROUP BY {GateCondition.Keys(gate, table.Target)}) AS g
            """;
        var refusal = await ReadOnly.TryAsync(
            connection,
            async () => counts.AddRange(await connection.QueryAsync(sql, [], reader => new GateCount(gate.Name, reader.GetInt64(0), reader.GetInt64(1)), cancellationToken)),
            cancellationToken);
        if (refusal is not null)
        {
            counts.Add(new GateCount(gate.Name, 0, 0, refusal.SqlState));
        }
    }

    /// <summary>What gates count: the records that the staged rows would become and, where a part of the source was read, those of the other rows.</summary>
    private sealed record GateRecords(StagedRecords Staged, bool WithUnread)
    {
        public string For(IEnumerable<string> expressions, IEnumerable<string> further) => Staged.For(expressions, further, WithUnread);
    }
}
