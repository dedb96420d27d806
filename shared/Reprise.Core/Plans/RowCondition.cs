namespace Reprise.Core.Plans;

/// <summary>What a source row must satisfy to be migrated. Rows that do not are counted as filtered.</summary>
/// <param name="Column">Source column.</param>
/// <param name="Test">What is asked of its value.</param>
/// <param name="Values">What it is compared with, as the source prints values of the column; empty for <see cref="RowTest.IsNull"/> and <see cref="RowTest.NotNull"/>.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record RowCondition(string Column, RowTest Test, IReadOnlyList<string> Values, int Line);

/// <summary>Tests of a value. A null passes <see cref="NotIn"/> and <see cref="IsNull"/> only: it is none of the values.</summary>
public enum RowTest
{
    /// <summary>It is one of the values.</summary>
    In,

    /// <summary>It is none of the values.</summary>
    NotIn,

    /// <summary>There is none.</summary>
    IsNull,

    /// <summary>There is one, be it a zero date.</summary>
    NotNull,

    /// <summary>It is the value or a greater one.</summary>
    AtLeast,

    /// <summary>It is the value or a smaller one.</summary>
    AtMost,
}
