using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>Definition levels of an optional column: 1 where there is a value, 0 where there is a null.</summary>
internal static class Levels
{
    /// <summary>Level of a value.</summary>
    public const int Present = 1;

    private static int[] _present = [];

    /// <summary>Levels of a column without nulls. Shared: never written to.</summary>
    public static ReadOnlyMemory<int> AllPresent(int rows)
    {
        var levels = Volatile.Read(ref _present);
        if (levels.Length < rows)
        {
            levels = new int[rows];
            Array.Fill(levels, Present);
            Volatile.Write(ref _present, levels);
        }

        return levels.AsMemory(0, rows);
    }

    /// <summary>Fills the levels of a column.</summary>
    public static void Fill(Column column, Span<int> levels)
    {
        for (var row = 0; row < levels.Length; row++)
        {
            levels[row] = column.IsNull(row) ? 0 : Present;
        }
    }
}
