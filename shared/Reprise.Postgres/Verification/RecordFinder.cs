using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Verification;

/// <summary>Looks source rows up in crosswalk, quarantine and target table.</summary>
internal sealed class RecordFinder(Database database)
{
    // State, whether it is of the run, then the rules' cells, then what is worked out again.
    private const int State = 0;
    private const int IsOfRun = 1;
    private const int FirstCell = 2;

    /// <summary>Bytes of a cell that may wait in the reader's buffer.</summary>
    private const int MaxCopied = 1 << 16;

    /// <summary>Number of the first parameter after run, entity and table plan.</summary>
    private const int FirstArray = 4;

    /// <summary>What is known of each row, in the order asked.</summary>
    public IAsyncEnumerable<FoundRecord> FindAsync(RunId run, RunPlan plan, RunTable table, IReadOnlyList<RecordKeys> keys, CancellationToken cancellationToken)
    {
        var derived = new DerivedCells(plan, table);
        var references = table.Rules.OfType<ReferenceRule>().Count();
        object?[] values = [run.Value, run.Entity.Value, table.Name, .. Arrays(keys, references, derived.Values)];
        return database.StreamAsync(connection => FindAsync(connection, Statement(table, derived, references), values, table.Rules.Count, derived.Rules.Count, cancellationToken), cancellationToken);
    }

    private static async IAsyncEnumerable<FoundRecord> FindAsync(
        NpgsqlConnection connection,
        string statement,
        object?[] values,
        int rules,
        int derived,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(TargetText.Settings, [], cancellationToken);
        await connection.ExecuteAsync("SET TRANSACTION READ ONLY", [], cancellationToken);
        await using var command = connection.Command(statement, values);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        CellRow cells = new(), worked = new();
        while (await reader.ReadAsync(cancellationToken))
        {
            var (state, isOfRun) = ((RecordState)reader.GetInt32(State), reader.GetBoolean(IsOfRun));
            await FillAsync(cells, reader, FirstCell, rules, cancellationToken);
            await FillAsync(worked, reader, FirstCell + rules, derived, cancellationToken);
            yield return new FoundRecord(state, cells, worked, isOfRun);
        }
    }

    private static IEnumerable<object> Arrays(IReadOnlyList<RecordKeys> keys, int references, int values)
    {
        yield return keys.Select(key => key.Key).ToArray();
        for (var i = 0; i < references; i++)
        {
            yield return keys.Select(key => key.Parents[i]).ToArray();
        }

        for (var i = 0; i < values; i++)
        {
            yield return keys.Select(key => key.Values[i]).ToArray();
        }
    }

    private static string Statement(RunTable table, DerivedCells derived, int references)
    {
        var id = table.Id ?? throw new InvalidOperationException($"Table plan {table.Name} has no id rule.");
        var idType = PgTypes.Sql(table.Target.Find(id.Column)!.Type);
        var rules = table.Rules.Select(rule => Cell(table.Target.Find(rule.Column)!, rule, $"t.{Sql.Quote(rule.Column)}"));
        var columns = table.Rules.Select(rule => rule.Column).Prepend(id.Column).Distinct(StringComparer.Ordinal);
        var isFound = $"t.{Sql.Quote(id.Column)} IS NOT NULL AND q.found IS NULL AND NOT x.merged";
        string[] names = ["key", .. Enumerable.Range(0, references).Select(i => $"r{i}"), .. Enumerable.Range(0, derived.Values).Select(i => $"v{i}")];
        return
            $"""
            WITH k AS (SELECT * FROM unnest({string.Join(", ", names.Select((_, i) => $"${i + FirstArray}::text[]"))}) WITH ORDINALITY AS k({string.Join(", ", names)}, n))
            SELECT CASE WHEN t.{Sql.Quote(id.Column)} IS NULL THEN CASE WHEN q.found THEN {(int)RecordState.HeldBack} ELSE {(int)RecordState.Missing} END
                        WHEN q.found THEN {(int)RecordState.HeldBack}
                        WHEN x.merged THEN {(int)RecordState.Merged} ELSE {(int)RecordState.Found} END,
                   coalesce(x.run = $1, false),
                   {string.Join(", ", rules.Concat(derived.Cells(isFound)))}
            FROM k
            LEFT JOIN LATERAL ({Entry(table.Target.Name, table.Origin, "k.key")}) AS x ON true
            LEFT JOIN LATERAL (SELECT {Sql.List(columns)} FROM {Sql.Quote(table.Target.Name)} AS r WHERE r.{Sql.Quote(id.Column)} = x.target_id::{idType} OFFSET 0) AS t ON true
            LEFT JOIN LATERAL (SELECT true AS found FROM reprise.quarantine
                               WHERE (SELECT EXISTS (SELECT FROM reprise.quarantine WHERE run = $1 AND table_plan = $3))
                                 AND run = $1 AND table_plan = $3 AND md5(source_key)::uuid = md5(k.key)::uuid AND source_key = k.key LIMIT 1) AS q ON true
            {string.Join('\n', derived.Joins())}
            ORDER BY k.n
            """;
    }

    /// <summary>
    /// The entry of a row in the crosswalk, looked up by its key. OFFSET 0 keeps the planner from doing otherwise: for some thousand keys it would
    /// rather hash the whole crosswalk, and again for the next.
    /// </summary>
    /// <param name="target">Target table.</param>
    /// <param name="origin">Name of the source.</param>
    /// <param name="key">Source key as SQL.</param>
    /// <remarks>$2 is the entity.</remarks>
    public static string Entry(TableName target, string origin, string key) =>
        $"SELECT target_id, merged, run FROM reprise.crosswalk WHERE entity = $2 AND target_table = {Sql.Literal(target.ToString())} AND source_table = {Sql.Literal(origin)} AND source_key = {key} OFFSET 0";

    private static string Cell(TargetColumn column, ColumnRule rule, string name) => rule is ReferenceRule ? $"{name}::text" : TargetText.Of(column.Type, name);

    /// <summary>Cells are read straight into the row: a large one is nowhere else in memory.</summary>
    private static async Task FillAsync(CellRow row, NpgsqlDataReader reader, int first, int count, CancellationToken cancellationToken)
    {
        row.Clear();
        for (var i = first; i < first + count; i++)
        {
            if (await reader.IsDBNullAsync(i, cancellationToken))
            {
                row.AppendNull();
                continue;
            }

            var length = (int)reader.GetBytes(i, 0, null, 0, 0);
            await ReadAsync(reader, i, row.ReserveArray(length), cancellationToken);
            row.Commit(length);
        }
    }

    /// <summary>What may be in the reader's buffer already is copied; only what is surely not is worth a stream of its own.</summary>
    private static async ValueTask ReadAsync(NpgsqlDataReader reader, int ordinal, ArraySegment<byte> room, CancellationToken cancellationToken)
    {
        if (room.Count <= MaxCopied)
        {
            if (room.Count > 0)
            {
                reader.GetBytes(ordinal, 0, room.Array, room.Offset, room.Count);
            }

            return;
        }

        await using var bytes = await reader.GetStreamAsync(ordinal, cancellationToken);
        await bytes.ReadExactlyAsync(room, cancellationToken);
    }
}
