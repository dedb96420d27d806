using Reprise.Core.Verification;

namespace Reprise.Core.Tests.Verification;

/// <summary>Rows of cells as verification compares them.</summary>
public sealed class CellRowTests
{
    /// <summary>A row as PostgreSQL's binary COPY writes it: null, 'ab', the empty text.</summary>
    private static readonly byte[] Wire = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 2, (byte)'a', (byte)'b', 0, 0, 0, 0];

    [Fact]
    public void A_row_of_COPY_is_taken_over_as_a_whole()
    {
        var row = new CellRow();

        Assert.True(row.TryLoad([.. Wire, 0xFF, 0xFF], cells: 3, out var length));

        Assert.Equal(Wire.Length, length);
        Assert.Equal((3, true, false, false), (row.Count, row.IsNull(0), row.IsNull(1), row.IsNull(2)));
        Assert.Equal("ab"u8, row[1]);
        Assert.Equal(0, row[0].Length + row[2].Length);
        Assert.Equal(Wire, row.Written);
    }

    [Fact]
    public void A_row_that_ends_elsewhere_is_none()
    {
        var row = new CellRow();
        row.Append("old"u8);

        // Its last bytes are a cell of no bytes: cut anywhere before, it is not whole.
        for (var length = 0; length < Wire.Length; length++)
        {
            Assert.False(row.TryLoad(Wire.AsSpan(0, length), cells: 3, out _));
            Assert.Equal((0, 0), (row.Count, row.Written.Length));
        }
    }

    [Fact]
    public void Cells_appended_one_by_one_are_the_same_bytes()
    {
        var row = new CellRow();
        row.AppendNull();
        row.Append("ab"u8);
        row.Commit(row.Reserve(5)[..0].Length);

        Assert.Equal(Wire, row.Written);
        var copy = new CellRow();
        copy.Load(row.Written);
        Assert.Equal(Wire, copy.Written);
        Assert.Throws<ArgumentOutOfRangeException>(() => copy.IsNull(3));
    }

    [Fact]
    public void A_row_has_any_number_of_cells()
    {
        var row = new CellRow();
        byte[] wide = [.. Enumerable.Repeat(Wire, 500).SelectMany(bytes => bytes)];

        Assert.True(row.TryLoad(wide, cells: 1_500, out _));

        Assert.Equal("ab"u8, row[1_498]);
        Assert.Equal(wide, row.Written);
    }
}
