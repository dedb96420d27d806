using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Quality;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Fills columns whose rules are SQL expressions. A row for which one cannot be evaluated goes to quarantine alone.</summary>
/// <remarks>
/// All rows at once; where PostgreSQL refuses, one by one, each in a subtransaction of a DO block, which leaves nothing behind. Either way expressions
/// are evaluated where nothing but a temporary table can be written: a subtransaction that is read only, as gates are.
/// </remarks>
internal sealed class Expressions
{
    private const string Computed = "pg_temp._computed";

    // Classes that say something of the row, not of the server or of the statement, which it took at planning: https://www.postgresql.org/docs/current/errcodes-appendix.html.
    private const string OfTheRow = "'0A', '20', '21', '22', '23', '25', '2F', '54', 'P0'";

    private readonly Resolution _resolution;
    private readonly (ExpressionRule Rule, TargetColumn Column, string Value)[] _expressions;

    private Expressions(Resolution resolution)
    {
        _resolution = resolution;
        _expressions = [.. resolution.Table.Rules.OfType<ExpressionRule>().Select(rule => (rule, Column(rule), ValueOf(rule)))];
    }

    /// <summary>Fills them in rows that are not held back yet.</summary>
    public static async Task ResolveAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var expressions = new Expressions(resolution);
        if (expressions._expressions.Length > 0)
        {
            await expressions.ResolveAsync(cancellationToken);
        }
    }

    private async Task ResolveAsync(CancellationToken cancellationToken)
    {
        await _resolution.ExecuteAsync($"CREATE TEMPORARY TABLE _computed (_tid tid, {Columns(typed: true)}, _column text, _reason text) ON COMMIT DROP", cancellationToken);
        if (await TryAsync(AllAtOnce, cancellationToken) is not null && await TryAsync(OneByOne, cancellationToken) is { } refusal)
        {
            throw refusal;
        }

        await HoldBackAsync(cancellationToken);
        var assignments = string.Join(", ", _expressions.Select(expression => $"{Sql.Quote(expression.Column.Name)} = c.{Sql.Quote(expression.Column.Name)}"));
        await _resolution.ExecuteAsync($"UPDATE {_resolution.Staging} AS s SET {assignments} FROM {Computed} AS c WHERE s.ctid = c._tid AND c._reason IS NULL", cancellationToken);
        await _resolution.ExecuteAsync($"DROP TABLE {Computed}", cancellationToken);
    }

    private string AllAtOnce => $"INSERT INTO {Computed} (_tid, {Columns(typed: false)}) SELECT s.ctid, {string.Join(", ", _expressions.Select(expression => expression.Value))} FROM {Rows}";

    private string OneByOne => $"DO {Sql.Literal(
        $"""
        #variable_conflict use_column
        DECLARE
            _guarded_row tid;
            _guarded_column text;
            _guarded_state text;
            {string.Concat(_expressions.Select((expression, i) => $"_guarded_{i} {StagingTables.ResolvedType(expression.Column)}; "))}
        BEGIN
            FOR _guarded_row IN SELECT s.ctid FROM {Rows} LOOP
                _guarded_column := NULL;
                _guarded_state := NULL;
                {string.Concat(_expressions.Select(Guarded))}
                INSERT INTO {Computed} (_tid, {Columns(typed: false)}, _column, _reason)
                VALUES (_guarded_row, {string.Join(", ", _expressions.Select((_, i) => $"_guarded_{i}"))}, _guarded_column,
                        CASE WHEN _guarded_state = '22001' THEN '{Reasons.TooLong}' WHEN _guarded_state = '22003' THEN '{Reasons.OutOfRange}' WHEN _guarded_state IS NOT NULL THEN '{Reasons.ExpressionFailed}' END);
            END LOOP;
        END
        """)}";

    private string Rows => $"{_resolution.Staging} AS s WHERE s._outcome IS NULL";

    private string Guarded((ExpressionRule Rule, TargetColumn Column, string Value) expression, int i) =>
        $"""
        _guarded_{i} := NULL;
        BEGIN
            SELECT {expression.Value} INTO _guarded_{i} FROM {_resolution.Staging} AS s WHERE s.ctid = _guarded_row;
        EXCEPTION WHEN OTHERS THEN
            IF left(SQLSTATE, 2) NOT IN ({OfTheRow}) THEN RAISE; END IF;
            IF _guarded_column IS NULL THEN _guarded_column := {Sql.Literal(expression.Column.Name)}; _guarded_state := SQLSTATE; END IF;
        END;

        """;

    private Task<Npgsql.PostgresException?> TryAsync(string statement, CancellationToken cancellationToken) => ReadOnly.TryAsync(
        _resolution.Connection,
        async () =>
        {
            // Until the subtransaction ends, which gives the transaction around it its own state back.
            await _resolution.ExecuteAsync("SET LOCAL transaction_read_only = on", cancellationToken);
            await _resolution.ExecuteAsync(statement, cancellationToken);
        },
        cancellationToken);

    private async Task HoldBackAsync(CancellationToken cancellationToken)
    {
        var failures = await _resolution.Connection.QueryAsync(
            $"SELECT DISTINCT _column, _reason FROM {Computed} WHERE _reason IS NOT NULL",
            [],
            reader => (Column: reader.GetString(0), Reason: reader.GetString(1)),
            cancellationToken);
        foreach (var (column, reason) in failures)
        {
            await _resolution.QuarantineAsync(reason, column, "s.ctid = c._tid AND c._reason = $1 AND c._column = $2", cancellationToken, $"{Computed} AS c");
        }

        foreach (var (_, column, _) in _expressions.Where(expression => !expression.Column.IsNullable))
        {
            await _resolution.QuarantineAsync(Reasons.NotNull, column.Name, $"s.ctid = c._tid AND c._reason IS NULL AND c.{Sql.Quote(column.Name)} IS NULL", cancellationToken, $"{Computed} AS c");
        }
    }

    private string Columns(bool typed) =>
        string.Join(", ", _expressions.Select(expression => typed ? $"{Sql.Quote(expression.Column.Name)} {StagingTables.ResolvedType(expression.Column)}" : Sql.Quote(expression.Column.Name)));

    private TargetColumn Column(ExpressionRule rule) => _resolution.Table.Target.Find(rule.Column)!;

    private string ValueOf(ExpressionRule rule)
    {
        var sql = new ExpressionSql(rule, Column(rule));
        var inputs = rule.Inputs.Select((input, i) => (input.Name, Column: input.AsColumn() with { Name = StagingLayout.InputColumn(_resolution.Table, rule, i) })).ToDictionary(input => input.Name, input => input.Column);
        return sql.Of(sql.Typed(ExpressionRule.Speakable(_resolution.Table.Rules, _resolution.Table.Name), _resolution.Table.Target)
            .Select(name => (name.Name, Resolution.Value("s", inputs.GetValueOrDefault(name.Name) ?? _resolution.Table.Target.Find(name.Name)!))));
    }
}
