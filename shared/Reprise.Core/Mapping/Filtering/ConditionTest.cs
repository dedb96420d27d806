using System.Diagnostics;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;

namespace Reprise.Core.Mapping.Filtering;

/// <summary>A condition made ready for the values of its column.</summary>
internal sealed class ConditionTest
{
    private readonly RowTest _test;
    private readonly ConditionForm _form;
    private readonly byte[][] _values;

    /// <summary>A condition on a column that has values such as it compares with, see <see cref="ConditionForms"/>.</summary>
    public ConditionTest(RowCondition condition, SourceColumn column)
    {
        _test = condition.Test;
        _form = ConditionForms.Of(column);
        _values = [.. condition.Values.Select(value => ConditionForms.Of(value, column) ?? throw new InvalidOperationException($"The column '{column.Name}' has no such value; planning let it through."))];
    }

    /// <summary>True when a null passes.</summary>
    public bool HoldsForNull => _test is RowTest.IsNull or RowTest.NotIn;

    /// <summary>True when a value passes.</summary>
    /// <param name="value">Its canonical text, or what the source printed of one that is none.</param>
    public bool Holds(ReadOnlySpan<byte> value)
    {
        if (_form == ConditionForm.Moment)
        {
            value = ConditionForms.Trimmed(value);
        }

        return _test switch
        {
            RowTest.In => IsAmong(value),
            RowTest.NotIn => !IsAmong(value),
            RowTest.IsNull => false,
            RowTest.NotNull => true,
            RowTest.AtLeast => Compare(value, _values[0]) >= 0,
            RowTest.AtMost => Compare(value, _values[0]) <= 0,
            _ => throw new UnreachableException(),
        };
    }

    private bool IsAmong(ReadOnlySpan<byte> value)
    {
        foreach (var candidate in _values)
        {
            if (value.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }

    private int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => _form == ConditionForm.Number ? CompareNumbers(left, right) : left.SequenceCompareTo(right);

    /// <summary>Digits without zeros that do not count: the longer whole part is the greater one.</summary>
    private static int CompareNumbers(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var (isLeftNegative, isRightNegative) = (left.StartsWith("-"u8), right.StartsWith("-"u8));
        if (isLeftNegative || isRightNegative)
        {
            return isLeftNegative && isRightNegative ? CompareNumbers(right[1..], left[1..]) : isLeftNegative ? -1 : 1;
        }

        var byLength = WholeLength(left).CompareTo(WholeLength(right));
        return byLength != 0 ? byLength : left.SequenceCompareTo(right);
    }

    private static int WholeLength(ReadOnlySpan<byte> number) => number.IndexOf((byte)'.') is >= 0 and var point ? point : number.Length;
}
