using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Verification;

/// <summary>SQL that works derived cells out again, from the expected texts of the cells they are made of: not from staging, and not by the statements that filled it.</summary>
/// <param name="plan">Run plan.</param>
/// <param name="table">Table plan.</param>
/// <remarks>Speaks of <c>k</c>, the rows asked for: <c>r0</c> and so on are the parents' keys, <c>v0</c> and so on the texts of <see cref="SpokenCell.Of"/>, <c>n</c> numbers the rows.</remarks>
internal sealed class DerivedCells(RunPlan plan, RunTable table)
{
    private readonly IReadOnlyList<SpokenCell> _spoken = SpokenCell.Of(table);

    /// <summary>Number of texts that each row asked for brings.</summary>
    public int Values => _spoken.Count;

    /// <summary>Rules with a derived cell, references among them, in their order.</summary>
    public IReadOnlyList<ColumnRule> Rules { get; } = [.. table.Rules.Where(rule => rule is ReferenceRule or DerivedRule)];

    /// <summary>The cells as texts, one per rule.</summary>
    /// <param name="isFound">Condition of rows that have a record: of others nothing is evaluated.</param>
    public IEnumerable<string> Cells(string isFound) => Rules.Select((rule, i) => rule switch
    {
        ReferenceRule reference => $"p{ReferenceNumber(reference)}.target_id",
        LookupRule lookup => TargetText.Of(Type(rule), LookedUp(lookup, i)),
        ExpressionRule expression => $"CASE WHEN {isFound} THEN {TargetText.Of(Type(rule), Evaluated(expression))} END",
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    /// <summary>Joins that the cells need.</summary>
    public IEnumerable<string> Joins() => Rules.Select((rule, i) => rule switch
    {
        ReferenceRule reference => Parent(reference, ReferenceNumber(reference)),
        LookupRule lookup => Record(lookup, i),
        _ => string.Empty,
    });

    private int ReferenceNumber(ReferenceRule reference) => table.Rules.OfType<ReferenceRule>().Index().First(entry => ReferenceEquals(entry.Item, reference)).Index;

    private string Parent(ReferenceRule reference, int i)
    {
        var parent = plan.Table(reference.TablePlan);
        return $"LEFT JOIN LATERAL ({RecordFinder.Entry(parent.Target.Name, parent.Origin, $"k.r{i}")}) AS p{i} ON true";
    }

    /// <summary>The records with each row's natural key: how many, and the value of one.</summary>
    private string Record(LookupRule rule, int i)
    {
        var keys = Keys(rule, "a").Zip(rule.By, (key, by) => $"t.{Sql.Quote(by.Name)} = {key}");
        return $"LEFT JOIN (SELECT a.n, (array_agg(t.{Sql.Quote(rule.Return!)}))[1] AS value, count(*) AS hits FROM k AS a JOIN {Sql.Quote(rule.Table)} AS t ON {string.Join(" AND ", keys)} GROUP BY a.n) AS l{i} ON l{i}.n = k.n";
    }

    private string LookedUp(LookupRule rule, int i)
    {
        var type = PgTypes.Sql(Type(rule));
        var found = $"CASE WHEN l{i}.hits = 1 THEN l{i}.value END::{type}";
        return rule.MissingText is { } text
            ? $"coalesce({found}, CASE WHEN {string.Join(" AND ", Keys(rule, "k").Select(key => $"{key} IS NOT NULL"))} THEN {Sql.Literal(text)}::{type} END)"
            : $"({found})";
    }

    private string Evaluated(ExpressionRule rule)
    {
        var sql = new ExpressionSql(rule, table.Target.Find(rule.Column)!);
        return sql.Assigned(sql.Typed(ExpressionRule.Speakable(table.Rules, table.Name), table.Target).Select(name => (name.Name, ValueOf(rule, name.Name, name.Type))));
    }

    /// <summary>The value of a name that an expression may speak of. What it does not speak of was not asked for and is null.</summary>
    private string ValueOf(ExpressionRule rule, string name, PgType type)
    {
        var place = table.Rules.Index().First(entry => ReferenceEquals(entry.Item, rule)).Index;
        var input = rule.Inputs.Index().FirstOrDefault(entry => entry.Item.Name == name);
        if (input.Item is not null)
        {
            return Text(place, input.Index, "k");
        }

        return table.Rules.First(other => other.Column == name) switch
        {
            ReferenceRule reference => $"p{ReferenceNumber(reference)}.target_id::{PgTypes.Sql(type)}",
            LookupRule lookup => LookedUp(lookup, Rules.Index().First(entry => ReferenceEquals(entry.Item, lookup)).Index),
            var other => Text(table.Rules.Index().First(entry => ReferenceEquals(entry.Item, other)).Index, null, "k"),
        };
    }

    private IEnumerable<string> Keys(LookupRule rule, string alias)
    {
        var place = table.Rules.Index().First(entry => ReferenceEquals(entry.Item, rule)).Index;
        return rule.By.Select((_, i) => Text(place, i, alias));
    }

    private string Text(int rule, int? input, string alias)
    {
        var (number, cell) = _spoken.Index().FirstOrDefault(entry => entry.Item.Rule == rule && entry.Item.Input == input);
        return cell is null ? $"NULL::{PgTypes.Sql(Type(table.Rules[rule]))}" : TargetText.Parsed(cell.Type, $"{alias}.v{number}");
    }

    private PgType Type(ColumnRule rule) => table.Target.Find(rule.Column)!.Type;
}
