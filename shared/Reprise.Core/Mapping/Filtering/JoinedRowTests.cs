using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping.Filtering;

/// <summary>Holds rows back, or counts them, for what is the matter with the rows joined to them.</summary>
/// <param name="conditions">Place of the column in the batch, and what is asked of it.</param>
internal sealed class JoinedRowTests(IReadOnlyList<(int Ordinal, JoinCondition Condition)> conditions)
{
    /// <summary>Holds rows of a batch back.</summary>
    public void Apply(MappingContext context)
    {
        foreach (var (ordinal, condition) in conditions.Where(entry => entry.Condition.Test != JoinTest.SingleOrCounted))
        {
            var column = context.Source.Columns[ordinal];
            for (var row = 0; row < context.Source.RowCount; row++)
            {
                if (condition.Test == JoinTest.Present ? IsMissing(context, ordinal, row) : IsRepeated(column, row))
                {
                    context.States.Exclude(row, condition.About, condition.Test == JoinTest.Present ? Reasons.MissingRow : Reasons.RepeatedAttribute);
                }
            }
        }
    }

    /// <summary>Counts rows that are migrated with one of several values.</summary>
    public void Report(MappingContext context, List<Coercion> coercions)
    {
        foreach (var (ordinal, condition) in conditions.Where(entry => entry.Condition.Test == JoinTest.SingleOrCounted))
        {
            var column = context.Source.Columns[ordinal];
            var start = context.ChangedKeys.WrittenCount;
            var count = 0L;
            for (var row = 0; row < context.Source.RowCount; row++)
            {
                if (!context.States.Excluded[row] && IsRepeated(column, row))
                {
                    count++;
                    ChangedKeys.Append(context.ChangedKeys, context.KeyOf(row));
                }
            }

            if (count > 0)
            {
                coercions.Add(new Coercion(condition.About, Reasons.RepeatedAttribute, count, []) { Keys = context.ChangedKeys.WrittenMemory[start..] });
            }
        }
    }

    /// <summary>What the snapshot could not hold is there all the same.</summary>
    private static bool IsMissing(MappingContext context, int ordinal, int row) => context.Source.Columns[ordinal].IsNull(row) && context.UnfitAt(ordinal, row) is null;

    private static bool IsRepeated(Column counts, int row) => !counts.IsNull(row) && ((FixedColumn)counts).Values[row] > 1;
}
