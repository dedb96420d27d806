using Npgsql;
using Reprise.Core.Configuration;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Quality;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Checks;

/// <summary>Asks the server at planning time whether it takes the expressions of rules. No row is looked at.</summary>
internal sealed class ExpressionCheckup(Database database)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Words and functions that speak of the moment, which PostgreSQL counts as stable.</summary>
    private static readonly string[] OfTheMoment =
        ["now", "transaction_timestamp", "statement_timestamp", "current_timestamp", "current_date", "current_time", "localtime", "localtimestamp"];

    /// <summary>Misfits, with lines.</summary>
    public async Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<ExpressionInPlan> expressions, CancellationToken cancellationToken) => expressions.Count == 0
        ? []
        : await ReadOnly.InTransactionAsync(database, Limit, connection => CheckAsync(connection, expressions, cancellationToken), cancellationToken);

    private static async Task<IReadOnlyList<Problem>> CheckAsync(NpgsqlConnection connection, IReadOnlyList<ExpressionInPlan> expressions, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var expression in expressions)
        {
            var refusal = await ReadOnly.TryAsync(connection, () => AskAsync(connection, expression, cancellationToken), cancellationToken);
            if (refusal is not null)
            {
                // The server's text is about the plan alone: no row was read.
                problems.Add(Problem(
                    expression,
                    $"PostgreSQL refuses it: {refusal.MessageText}.",
                    refusal.Hint ?? "It may speak of target columns with a rule, but of other expressions and of references within the table plan, and of its own inputs ('with')."));
            }
            else if (await ChangingAsync(connection, expression.Rule.Sql, cancellationToken) is { } word)
            {
                problems.Add(Problem(expression, $"'{word}' does not give the same at every run, so that no run could repeat or verify it.", "Use values of the row only."));
            }
        }

        if (!await MayUseTemporaryTablesAsync(connection, cancellationToken))
        {
            problems.Add(Problem(expressions[0], "the account may not create temporary tables, in which expressions are evaluated.", "GRANT TEMPORARY ON DATABASE … TO …;"));
        }

        return problems;
    }

    private static Problem Problem(ExpressionInPlan expression, string what, string remedy) =>
        new(ProblemCodes.RuleExpression, $"The expression of the column '{expression.Rule.Column}' of {expression.Table.Name}: {what}", remedy, Line: expression.Rule.Line);

    private static Task<List<bool>> AskAsync(NpgsqlConnection connection, ExpressionInPlan expression, CancellationToken cancellationToken)
    {
        var sql = new ExpressionSql(expression.Rule, expression.Table.Find(expression.Rule.Column)!);
        var names = sql.Typed(expression.Speakable, expression.Table).Select(name => (name.Name, $"NULL::{PgTypes.Sql(name.Type)}"));
        // A positional parameter makes the driver send the text as one statement, as it is.
        return connection.QueryAsync(sql.Question(names), [false], _ => true, cancellationToken);
    }

    private static async Task<string?> ChangingAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var words = SqlWords.Of(sql);
        if (words.FirstOrDefault(OfTheMoment.Contains) is { } moment)
        {
            return moment;
        }

        var changing = await connection.QueryAsync(
            "SELECT proname FROM pg_proc WHERE proname = ANY ($1) AND pg_function_is_visible(oid) GROUP BY proname HAVING bool_and(provolatile = 'v')",
            [words.ToArray()],
            reader => reader.GetString(0),
            cancellationToken);
        return changing.FirstOrDefault();
    }

    private static async Task<bool> MayUseTemporaryTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT has_database_privilege(current_database(), 'TEMPORARY')");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
