using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Quality;
using Reprise.Core.Runs;

namespace Reprise.Core.Verification;

/// <summary>An expected cell that derived rules of a table plan are worked out from.</summary>
/// <param name="Cell">Place in the expected record.</param>
/// <param name="Type">PostgreSQL type.</param>
/// <param name="Rule">Place of the rule whose column it is, or whose input.</param>
/// <param name="Input">Place among the rule's inputs; null for the rule's own column.</param>
public sealed record SpokenCell(int Cell, PgType Type, int Rule, int? Input)
{
    /// <summary>Those of a table plan: columns that expressions may speak of, then all inputs.</summary>
    public static IReadOnlyList<SpokenCell> Of(RunTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var cells = new List<SpokenCell>();
        var spoken = string.Join(' ', table.Rules.OfType<ExpressionRule>().SelectMany(rule => new[] { rule.Sql, rule.Sql.ToLowerInvariant() }));
        foreach (var (place, rule) in table.Rules.Index().Where(entry => entry.Item is not (DerivedRule or ReferenceRule) && SqlExpression.Speaks(spoken, entry.Item.Column)))
        {
            cells.Add(new SpokenCell(place, table.Target.Find(rule.Column)!.Type, place, Input: null));
        }

        var cell = table.Rules.Count;
        foreach (var (place, rule) in table.Rules.Index().Where(entry => entry.Item is DerivedRule))
        {
            cells.AddRange(((DerivedRule)rule).Inputs.Select((input, i) => new SpokenCell(cell++, input.AsColumn().Type, place, i)));
        }

        return cells;
    }

    /// <summary>Its text in an expected record; null for a null.</summary>
    public string? TextOf(CellRow expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return expected.IsNull(Cell) ? null
            : Type.Kind == PgKind.Bytea ? $"\\x{Convert.ToHexString(expected[Cell])}"
            : Encoding.UTF8.GetString(expected[Cell]);
    }
}
