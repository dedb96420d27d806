using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Converters;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Translates CHECK conditions that mean the same on both sides: comparisons of numbers, dates and booleans with literals or each other, IN, BETWEEN, IS NULL, AND, OR, NOT.</summary>
/// <remarks>
/// Refuses whatever could be true for a row in MySQL and false in PostgreSQL, because then no row of that table could be loaded:
/// arithmetic, functions, and comparisons of text, which collations and a removed U+0000 make differ.
/// </remarks>
internal sealed class ConditionTranslator(SourceTable table, IReadOnlyDictionary<string, ColumnDefinition> columns)
{
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private IReadOnlyList<MySqlToken> _tokens = [];
    private int _next;

    /// <summary>The condition as PostgreSQL; null when it is refused.</summary>
    public string? Translate(string condition)
    {
        _tokens = MySqlTokens.Read(condition);
        _next = 0;
        var sql = _tokens.Count == 0 ? null : Or();
        return _next == _tokens.Count ? sql : null;
    }

    private string? Or() => Chain(And, "or", "OR");

    private string? And() => Chain(Not, "and", "AND");

    private string? Chain(Func<string?> operand, string word, string sql)
    {
        var result = operand();
        while (result is not null && TakeWord(word))
        {
            result = operand() is { } right ? $"{result} {sql} {right}" : null;
        }

        return result;
    }

    private string? Not()
    {
        if (TakeWord("not"))
        {
            return Not() is { } negated ? $"NOT ({negated})" : null;
        }

        var start = _next;
        if (Predicate() is { } predicate)
        {
            return predicate;
        }

        _next = start;
        return TakeSymbol("(") && Or() is { } inner && TakeSymbol(")") ? $"({inner})" : null;
    }

    private string? Predicate()
    {
        if (Operand() is not { } left)
        {
            return null;
        }

        if (TakeWord("is"))
        {
            var negated = TakeWord("not") ? "NOT " : string.Empty;
            return TakeWord("null") ? $"{left.Sql} IS {negated}NULL" : null;
        }

        var not = TakeWord("not") ? "NOT " : string.Empty;
        if (TakeWord("in"))
        {
            return List(left) is { } list ? $"{left.Sql} {not}IN ({list})" : null;
        }

        if (TakeWord("between"))
        {
            return Other(left) is { } low && TakeWord("and") && Other(left) is { } high ? $"{left.Sql} {not}BETWEEN {low} AND {high}" : null;
        }

        return not.Length == 0 && Comparison() is { } comparison && Other(left) is { } right
            ? $"{left.Sql} {comparison} {right}"
            : null;
    }

    private string? List(ConditionOperand left)
    {
        if (!TakeSymbol("("))
        {
            return null;
        }

        var values = new List<string>();
        do
        {
            if (Other(left) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }
        while (TakeSymbol(","));
        return TakeSymbol(")") ? string.Join(", ", values) : null;
    }

    /// <summary>The other side of a comparison: a column of the same type, or a literal that is exactly a value of it.</summary>
    private string? Other(ConditionOperand left)
    {
        if (Operand() is { } right)
        {
            return right.Type.Kind == left.Type.Kind || (IsNumber(left.Type) && IsNumber(right.Type)) ? right.Sql : null;
        }

        // MySQL spells -10 as -(10).
        var isNegative = TakeSymbol("-");
        var isBracketed = isNegative && TakeSymbol("(");
        if (_next >= _tokens.Count || _tokens[_next].Kind is not (MySqlTokenKind.Number or MySqlTokenKind.String))
        {
            return null;
        }

        var token = _tokens[_next++];
        var text = isNegative ? $"-{token.Text}" : token.Text;
        return isBracketed && !TakeSymbol(")") ? null : Written(text, token.Kind, left.Type);
    }

    private static string? Written(string text, MySqlTokenKind kind, PgType type) => type.Kind switch
    {
        PgKind.Boolean => kind == MySqlTokenKind.Number ? text switch { "0" => "false", "1" => "true", _ => null } : null,
        _ when IsNumber(type) => kind == MySqlTokenKind.Number ? text : null,
        _ => kind == MySqlTokenKind.String && Literal.TryParse(text, type) is not null ? PgSql.Literal(text) : null,
    };

    private ConditionOperand? Operand()
    {
        if (_next >= _tokens.Count || _tokens[_next].Kind is not (MySqlTokenKind.Name or MySqlTokenKind.Word) || table.Find(_tokens[_next].Text) is not { } source)
        {
            return null;
        }

        var column = columns[source.Name];
        var isNullTest = _next + 1 < _tokens.Count && string.Equals(_tokens[_next + 1].Text, "is", StringComparison.OrdinalIgnoreCase);
        if (!isNullTest && !IsNumber(column.Type) && column.Type.Kind is not (PgKind.Boolean or PgKind.Date or PgKind.Timestamp))
        {
            return null;
        }

        _next++;
        return new ConditionOperand(PgSql.Quote(column.Name), column.Type);
    }

    private string? Comparison()
    {
        if (_next < _tokens.Count && _tokens[_next].Kind == MySqlTokenKind.Symbol && Comparisons.Contains(_tokens[_next].Text))
        {
            var symbol = _tokens[_next++].Text;
            return symbol == "!=" ? "<>" : symbol;
        }

        return null;
    }

    private bool TakeWord(string word) => Take(MySqlTokenKind.Word, word);

    private bool TakeSymbol(string symbol) => Take(MySqlTokenKind.Symbol, symbol);

    private bool Take(MySqlTokenKind kind, string text)
    {
        var fits = _next < _tokens.Count && _tokens[_next].Kind == kind && string.Equals(_tokens[_next].Text, text, StringComparison.OrdinalIgnoreCase);
        _next += fits ? 1 : 0;
        return fits;
    }

    private static bool IsNumber(PgType type) => type.Kind is PgKind.Int2 or PgKind.Int4 or PgKind.Int8 or PgKind.Numeric;

    /// <summary>One side of a comparison.</summary>
    private sealed record ConditionOperand(string Sql, PgType Type);
}
