using CsCheck;
using Reprise.Core.Plans.Scaffolding.Matching;

namespace Reprise.Core.Tests.Plans.Scaffolding;

public sealed class AssignmentTests
{
    private static readonly Gen<double[,]> Scores =
        from rows in Gen.Int[1, 5]
        from columns in Gen.Int[1, 5]
        from cells in Gen.OneOf(Gen.Const(0d), Gen.Double[0.4, 1]).Array[rows * columns]
        select Matrix(rows, columns, cells);

    [Fact]
    public void No_other_assignment_has_a_greater_sum() => Scores.Sample(scores => Assert.Equal(BestSum(scores, 0, 0), Sum(scores, Assignment.Best(scores)), 9));

    [Fact]
    public void A_column_is_given_once_and_never_for_nothing() => Scores.Sample(scores =>
    {
        var given = Assignment.Best(scores);
        var taken = given.Where(column => column >= 0).ToList();

        Assert.Equal(scores.GetLength(0), given.Length);
        Assert.Equal(taken.Count, taken.Distinct().Count());
        Assert.All(given.Index().Where(pair => pair.Item >= 0), pair => Assert.True(scores[pair.Index, pair.Item] > 0));
    });

    [Fact]
    public void The_whole_is_better_than_first_come() => Assert.Equal([1, 0], Assignment.Best(new[,] { { 1.0, 0.9 }, { 0.9, 0.1 } }));

    private static double[,] Matrix(int rows, int columns, double[] cells)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < cells.Length; i++)
        {
            matrix[i / columns, i % columns] = cells[i];
        }

        return matrix;
    }

    private static double Sum(double[,] scores, int[] given) => given.Select((column, row) => column < 0 ? 0 : scores[row, column]).Sum();

    private static double BestSum(double[,] scores, int row, int taken)
    {
        if (row == scores.GetLength(0))
        {
            return 0;
        }

        var best = BestSum(scores, row + 1, taken);
        for (var column = 0; column < scores.GetLength(1); column++)
        {
            if ((taken & (1 << column)) == 0)
            {
                best = Math.Max(best, scores[row, column] + BestSum(scores, row + 1, taken | (1 << column)));
            }
        }

        return best;
    }
}
