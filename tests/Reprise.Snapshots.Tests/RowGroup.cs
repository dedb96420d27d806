using System.Text;
using CsCheck;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Tests;

/// <summary>Generated rows over <see cref="Samples.EveryKind"/>.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Cells">Column by column; <see cref="DBNull"/> for null.</param>
/// <param name="Unfit">Unfit values by row, then column.</param>
internal sealed record RowGroup(int Rows, object[][] Cells, UnfitValue[] Unfit)
{
    private const int AllNull = 4;

    /// <summary>0 to 60 rows; in most groups a column of nulls alone.</summary>
    public static Gen<RowGroup> Any { get; } = Gen.Select(Gen.Int[0, 60], Gen.Int[0, Samples.EveryKind.Length * 2], Gen.Int[0, 3]).SelectMany(shape =>
        Gen.Select(CellsOf(shape.Item1, shape.Item2, shape.Item3), UnfitOf(shape.Item1), (cells, unfit) => new RowGroup(shape.Item1, cells, unfit)));

    private static Gen<object[][]> CellsOf(int rows, int allNull, int nulls)
    {
        var columns = Gen.Const(Array.Empty<object[]>());
        for (var index = 0; index < Samples.EveryKind.Length; index++)
        {
            var cells = Cell(Samples.EveryKind[index].Type, index == allNull ? AllNull : nulls).Array[rows];
            columns = Gen.Select(columns, cells, (before, column) => before.Append(column).ToArray());
        }

        return columns;
    }

    private static Gen<object> Cell(ColumnType type, int nulls)
    {
        var value = type.IsFixed ? Samples.Word(type).Select(word => (object)word) : Samples.Bytes(type).Select(bytes => (object)bytes);
        return Gen.Int[0, AllNull - 1].SelectMany(draw => draw < nulls ? Gen.Const((object)DBNull.Value) : value);
    }

    private static Gen<UnfitValue[]> UnfitOf(int rows)
    {
        if (rows == 0)
        {
            return Gen.Const(Array.Empty<UnfitValue>());
        }

        var original = Gen.OneOf(Samples.AnyOf("0000-00-00", "2024-05-00", "é\"\\\n\0").Select(Encoding.UTF8.GetBytes), Gen.Byte.Array[0, 20]);
        var one = Gen.Select(
            Gen.Int[0, rows - 1],
            Gen.Int[0, Samples.EveryKind.Length - 1],
            Gen.Int[1, 4],
            original,
            (row, column, reason, bytes) => new UnfitValue(row, column, (UnfitReason)reason, bytes));
        return one.Array[0, 6].Select(values =>
            values.DistinctBy(value => (value.Row, value.Column)).OrderBy(value => value.Row).ThenBy(value => value.Column).ToArray());
    }
}
