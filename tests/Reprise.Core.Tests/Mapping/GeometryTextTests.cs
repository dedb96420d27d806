using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Text;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Expected;

namespace Reprise.Core.Tests.Mapping;

/// <summary>Stored geometries as well-known text, read by mapping and by verification, each with a reader of its own.</summary>
public sealed class GeometryTextTests
{
    private const string One = "000000000000F03F";
    private const string Two = "0000000000000040";

    public static TheoryData<string, string> Geometries => new()
    {
        { $"00000000 01 01000000 {One} {Two}", "POINT(1 2)" },
        { "E6100000 01 01000000 CDCCCCCCCCCC0240 CDCCCCCCCC6C4840", "SRID=4326;POINT(2.35 48.85)" },
        { "00000000 00 00000001 3FF0000000000000 C000000000000000", "POINT(1 -2)" },
        { "00000000 01 01000000 0000000000000080 9C7500883CE4377E", "POINT(0 1E+300)" },
        { $"00000000 01 02000000 02000000 {One}{Two} {Two}{One}", "LINESTRING(1 2,2 1)" },
        { $"00000000 01 03000000 02000000 02000000 {One}{Two} {Two}{One} 01000000 {One}{One}", "POLYGON((1 2,2 1),(1 1))" },
        { $"00000000 01 04000000 02000000 01 01000000 {One}{Two} 01 01000000 {Two}{One}", "MULTIPOINT((1 2),(2 1))" },
        { $"00000000 01 05000000 01000000 01 02000000 01000000 {One}{Two}", "MULTILINESTRING((1 2))" },
        { $"00000000 01 06000000 01000000 01 03000000 01000000 01000000 {One}{Two}", "MULTIPOLYGON(((1 2)))" },
        { $"00000000 01 07000000 03000000 01 01000000 {One}{Two} 01 07000000 00000000 00 00000002 00000000", "GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION EMPTY,LINESTRING EMPTY)" },
    };

    [Theory]
    [MemberData(nameof(Geometries))]
    public void A_geometry_has_its_text_on_both_paths(string stored, string text)
    {
        var bytes = Convert.FromHexString(stored.Replace(" ", string.Empty, StringComparison.Ordinal));

        Assert.Equal(text, Mapped(bytes));
        Assert.Equal(text, Expected(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000")]
    [InlineData("00000000 02 01000000")]
    [InlineData("00000000 01 08000000")]
    [InlineData("00000000 01 01000000 000000000000F03F")]
    [InlineData("00000000 01 01000000 000000000000F07F 000000000000F03F")]
    [InlineData("00000000 01 01000000 000000000000F03F 000000000000F03F 00")]
    [InlineData("00000000 01 02000000 FFFFFFFF 000000000000F03F 000000000000F03F")]
    [InlineData("00000000 01 04000000 01000000 01 02000000 00000000")]
    public void Bytes_that_are_no_geometry_are_refused_on_both_paths(string stored)
    {
        var bytes = Convert.FromHexString(stored.Replace(" ", string.Empty, StringComparison.Ordinal));

        Assert.Null(Mapped(bytes));
        Assert.Null(Expected(bytes));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Both_paths_refuse_the_same_depth(int levels, bool isRead)
    {
        var collections = string.Concat(Enumerable.Repeat("010700000001000000", levels));
        var points = string.Concat(Enumerable.Repeat("010700000001000000", levels - 1));

        Assert.All(
            [$"00000000{collections}01010000000000000000000000 0000000000000000", $"00000000{points}010400000001000000 01010000000000000000000000 0000000000000000"],
            stored =>
            {
                var bytes = Convert.FromHexString(stored.Replace(" ", string.Empty, StringComparison.Ordinal));
                Assert.Equal(isRead, Mapped(bytes) is not null);
                Assert.Equal(Mapped(bytes), Expected(bytes));
            });
    }

    [Fact]
    public void Whatever_the_numbers_both_paths_agree_and_the_text_fits_its_room() => Gen.Select(Gen.Double.Where(double.IsFinite).Array[2, 60], Gen.UInt).Sample((numbers, srid) =>
    {
        var bytes = new byte[13 + (numbers.Length / 2 * 16)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, srid);
        bytes[4] = 1;
        bytes[5] = 2;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(9), numbers.Length / 2);
        for (var i = 0; i < numbers.Length / 2 * 2; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(13 + (i * 8)), numbers[i]);
        }

        Assert.Equal(Expected(bytes), Mapped(bytes));
        Assert.NotNull(Mapped(bytes));
    });

    private static string? Mapped(byte[] stored)
    {
        var room = new byte[GeometryText.MaxLength(stored.Length)];
        return GeometryText.Write(stored, room, out var length) == Verdict.Good ? Encoding.ASCII.GetString(room[..length]) : null;
    }

    private static string? Expected(byte[] stored)
    {
        var row = new CellRow();
        return GeometryForm.Append(stored, 0, isPadded: false, row) == Reading.Value ? Encoding.ASCII.GetString(row[0]) : null;
    }
}
