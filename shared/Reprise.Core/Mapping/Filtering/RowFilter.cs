using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Filtering;

/// <summary>Leaves rows out that do not satisfy the conditions of their table plan, before anything is made of them.</summary>
/// <param name="conditions">Place of the column in the batch, and what is asked of it.</param>
internal sealed class RowFilter(IReadOnlyList<(int Ordinal, ConditionTest Test)> conditions)
{
    private readonly KeyText _text = new();
    private readonly Column[] _column = new Column[1];

    /// <summary>Marks the rows of a batch that are left out.</summary>
    /// <returns>How many.</returns>
    public int Apply(MappingContext context)
    {
        var filtered = 0;
        for (var i = 0; i < conditions.Count; i++)
        {
            filtered += Apply(context, conditions[i].Ordinal, conditions[i].Test);
        }

        return filtered;
    }

    private int Apply(MappingContext context, int ordinal, ConditionTest test)
    {
        var filtered = 0;
        _column[0] = context.Source.Columns[ordinal];
        for (var row = 0; row < context.Source.RowCount; row++)
        {
            if (!context.States.Excluded[row] && !Holds(context, ordinal, row, test))
            {
                context.States.Filter(row);
                filtered++;
            }
        }

        return filtered;
    }

    private bool Holds(MappingContext context, int ordinal, int row, ConditionTest test)
    {
        if (_text.TryWrite(_column, row))
        {
            return test.Holds(_text.Written);
        }

        // What the snapshot could not hold is a value all the same: 0000-00-00 can be asked for.
        return context.UnfitAt(ordinal, row) is { } unfit ? test.Holds(unfit.Original.Span) : test.HoldsForNull;
    }
}
