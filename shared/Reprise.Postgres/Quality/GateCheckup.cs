using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Problems;
using Reprise.Core.Quality;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Quality;

/// <summary>Asks the server at planning time whether it takes what gates say. No row is looked at.</summary>
internal sealed class GateCheckup(Database database)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Misfits, with lines.</summary>
    public async Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<(QualityGate Gate, TargetTable Table)> gates, CancellationToken cancellationToken)
    {
        var asked = gates.Where(entry => entry.Gate.Measure is GateMeasure.Validity or GateMeasure.Consistency or GateMeasure.Uniqueness).ToList();
        return asked.Count == 0 ? [] : await ReadOnly.InTransactionAsync(database, Limit, connection => CheckAsync(connection, asked, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<Problem>> CheckAsync(NpgsqlConnection connection, List<(QualityGate Gate, TargetTable Table)> gates, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var (gate, table) in gates)
        {
            var refusal = await ReadOnly.TryAsync(connection, () => AskAsync(connection, gate, table, cancellationToken), cancellationToken);
            if (refusal is not null)
            {
                // The server's text is about the plan alone: no row was read.
                problems.Add(new Problem(ProblemCodes.GateExpression, $"Gate '{gate.Name}': PostgreSQL refuses it on {table.Name}: {refusal.MessageText}.", refusal.Hint ?? "Correct it, or remove the gate.", Line: gate.Line));
            }
            else if (gate.Test is { Between.Count: 2 } test && !await IsOrderedAsync(connection, test, table.Find(gate.Columns[0])!, cancellationToken))
            {
                problems.Add(new Problem(ProblemCodes.GateExpression, $"Gate '{gate.Name}': nothing is between its two values.", "Write the smaller one first.", Line: gate.Line));
            }
        }

        return problems;
    }

    private static async Task AskAsync(NpgsqlConnection connection, QualityGate gate, TargetTable table, CancellationToken cancellationToken)
    {
        // A positional parameter makes the driver send the text as one statement, as it is.
        List<object?> parameters = [false];
        var condition = GateCondition.For(gate, table, parameters);
        var columns = string.Join(", ", table.Columns.Select(column => Sql.Quote(column.Name)));
        var rows = $"(SELECT '{Bookkeeping.Insert}'::text AS _outcome, {columns} FROM {Sql.Quote(table.Name)} WHERE $1) AS r";
        await connection.QueryAsync($"SELECT {condition.Counts} FROM {rows}", [.. parameters], _ => true, cancellationToken);
        if (gate.Measure == GateMeasure.Uniqueness)
        {
            await connection.QueryAsync($"SELECT count(*) FROM {rows} GROUP BY {GateCondition.Keys(gate, table)}", [false], _ => true, cancellationToken);
        }

        foreach (var (form, value) in Constants(gate, table))
        {
            await connection.QueryAsync($"SELECT {form}", [value], _ => true, cancellationToken);
        }
    }

    /// <summary>Where there are no rows the server may leave constants unread.</summary>
    private static IEnumerable<(string Form, object Value)> Constants(QualityGate gate, TargetTable table)
    {
        if (gate.Test is not { } test)
        {
            return [];
        }

        var type = GateCondition.Compared(table.Find(gate.Columns[0])!.Type);
        return test.Matches is { } pattern
            ? [("'' ~ $1::text", pattern)]
            : test.OneOf.Concat(test.Between).Select(value => ($"$1::text::{type} IS NULL", (object)value));
    }

    private static async Task<bool> IsOrderedAsync(NpgsqlConnection connection, ValueTest test, TargetColumn column, CancellationToken cancellationToken)
    {
        var type = GateCondition.Compared(column.Type);
        await using var command = connection.Command($"SELECT $1::text::{type} <= $2::text::{type}", test.Between[0], test.Between[1]);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
