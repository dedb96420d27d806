namespace Reprise.Core.Plans.Scaffolding.Matching;

/// <summary>The one-to-one assignment of rows to columns with the greatest sum, by the Hungarian method with potentials.</summary>
/// <remarks>H. W. Kuhn, "The Hungarian Method for the assignment problem", https://doi.org/10.1002/nav.3800020109; cubic in the longer side.</remarks>
internal static class Assignment
{
    /// <summary>For each row, its column; -1 for a row left over. Scores are 0 or more; a pair of score 0 is none.</summary>
    public static int[] Best(double[,] scores)
    {
        var (rows, columns) = (scores.GetLength(0), scores.GetLength(1));
        var size = Math.Max(rows, columns);
        var rowOf = Solve(size, (row, column) => row < rows && column < columns ? -scores[row, column] : 0);
        var result = new int[rows];
        Array.Fill(result, -1);
        for (var column = 0; column < columns; column++)
        {
            if (rowOf[column + 1] - 1 is var row && row < rows && scores[row, column] > 0)
            {
                result[row] = column;
            }
        }

        return result;
    }

    // Index 0 stands for "none yet"; rows and columns count from 1.
    private static int[] Solve(int size, Func<int, int, double> cost)
    {
        var (rowPotential, columnPotential, rowOf) = (new double[size + 1], new double[size + 1], new int[size + 1]);
        for (var row = 1; row <= size; row++)
        {
            rowOf[0] = row;
            var way = Augment(size, cost, rowPotential, columnPotential, rowOf, out var column);
            while (column != 0)
            {
                rowOf[column] = rowOf[way[column]];
                column = way[column];
            }
        }

        return rowOf;
    }

    // The cheapest way from the row in column 0 to a column without a row.
    private static int[] Augment(int size, Func<int, int, double> cost, double[] rowPotential, double[] columnPotential, int[] rowOf, out int column)
    {
        var (way, slack, used) = (new int[size + 1], new double[size + 1], new bool[size + 1]);
        Array.Fill(slack, double.PositiveInfinity);
        column = 0;
        do
        {
            used[column] = true;
            var (row, delta, next) = (rowOf[column], double.PositiveInfinity, 0);
            for (var j = 1; j <= size; j++)
            {
                if (used[j])
                {
                    continue;
                }

                var reduced = cost(row - 1, j - 1) - rowPotential[row] - columnPotential[j];
                if (reduced < slack[j])
                {
                    (slack[j], way[j]) = (reduced, column);
                }

                if (slack[j] < delta)
                {
                    (delta, next) = (slack[j], j);
                }
            }

            for (var j = 0; j <= size; j++)
            {
                if (used[j])
                {
                    rowPotential[rowOf[j]] += delta;
                    columnPotential[j] -= delta;
                }
                else
                {
                    slack[j] -= delta;
                }
            }

            column = next;
        }
        while (rowOf[column] != 0);

        return way;
    }
}
