using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>Definition levels of an optional column: 1 where there is a value, 0 where there is a null.</summary>
internal static class Levels
{
    /// <summary>Level of a value.</summary>
    public const short Present = 1;

    /// <summary>Rows that go to and from the library at once: few enough that their levels and values stay in the processor's cache.</summary>
    public const int SliceRows = 4096;

    /// <summary>Fills the levels of the rows from <paramref name="first"/> on.</summary>
    /// <returns>How many of them have a value.</returns>
    public static int Fill(Column column, int first, Span<short> levels)
    {
        if (column.NullCount == 0)
        {
            levels.Fill(Present);
            return levels.Length;
        }

        var present = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            var level = column.IsNull(first + row) ? (short)0 : Present;
            levels[row] = level;
            present += level;
        }

        return present;
    }
}
