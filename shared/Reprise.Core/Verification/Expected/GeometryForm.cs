using System.Globalization;
using System.Text;

namespace Reprise.Core.Verification.Expected;

/// <summary>What a geometry should read as text: read from the bytes that the source stores, with a reader of its own.</summary>
internal static class GeometryForm
{
    /// <summary>Geometries within geometries that are read. Bytes that nest deeper are refused: they would exhaust the stack, which ends the process.</summary>
    private const int Levels = 64;

    /// <summary>Appends the text.</summary>
    /// <param name="stored">SRID and well-known binary.</param>
    /// <param name="limit">Most characters; 0 = any.</param>
    /// <param name="isPadded">True for a target that pads with spaces.</param>
    /// <param name="row">Where to.</param>
    public static Reading Append(ReadOnlySpan<byte> stored, int limit, bool isPadded, CellRow row)
    {
        using var reader = new BinaryReader(new MemoryStream(stored.ToArray()));
        try
        {
            var srid = reader.ReadUInt32();
            var text = (srid == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"SRID={srid};")) + Named(reader, Levels);
            return reader.BaseStream.Position == reader.BaseStream.Length ? TextForm.Append(Encoding.ASCII.GetBytes(text), limit, isPadded, row) : Reading.Unfit;
        }
        catch (Exception failure) when (failure is EndOfStreamException or FormatException)
        {
            return Reading.Unfit;
        }
    }

    private static string Named(BinaryReader reader, int levels)
    {
        var (name, body) = Part(reader, levels);
        return body == "EMPTY" ? $"{name} EMPTY" : name + body;
    }

    /// <summary>One geometry, with so many levels allowed within it.</summary>
    private static (string Name, string Body) Part(BinaryReader reader, int levels)
    {
        if (levels < 0)
        {
            throw new FormatException();
        }

        var isReversed = reader.ReadByte() switch { 0 => true, 1 => false, _ => throw new FormatException() };
        return Number(reader, isReversed) switch
        {
            1 => ("POINT", $"({Pair(reader, isReversed)})"),
            2 => ("LINESTRING", Line(reader, isReversed)),
            3 => ("POLYGON", List(reader, isReversed, () => Line(reader, isReversed))),
            4 => ("MULTIPOINT", List(reader, isReversed, () => Body(reader, "POINT", levels - 1))),
            5 => ("MULTILINESTRING", List(reader, isReversed, () => Body(reader, "LINESTRING", levels - 1))),
            6 => ("MULTIPOLYGON", List(reader, isReversed, () => Body(reader, "POLYGON", levels - 1))),
            7 => ("GEOMETRYCOLLECTION", List(reader, isReversed, () => Named(reader, levels - 1))),
            _ => throw new FormatException(),
        };
    }

    private static string Body(BinaryReader reader, string name, int levels) => Part(reader, levels) is var (found, body) && found == name ? body : throw new FormatException();

    private static string Line(BinaryReader reader, bool isReversed) => List(reader, isReversed, () => Pair(reader, isReversed));

    private static string List(BinaryReader reader, bool isReversed, Func<string> item)
    {
        var items = new List<string>();
        for (var left = Number(reader, isReversed); left > 0; left--)
        {
            items.Add(item());
        }

        return items.Count == 0 ? "EMPTY" : $"({string.Join(',', items)})";
    }

    private static string Pair(BinaryReader reader, bool isReversed) => $"{Coordinate(reader, isReversed)} {Coordinate(reader, isReversed)}";

    private static string Coordinate(BinaryReader reader, bool isReversed)
    {
        var value = BitConverter.ToDouble(Bytes(reader, 8, isReversed)) + 0.0;
        return double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : throw new FormatException();
    }

    private static uint Number(BinaryReader reader, bool isReversed) => BitConverter.ToUInt32(Bytes(reader, 4, isReversed));

    private static byte[] Bytes(BinaryReader reader, int count, bool isReversed)
    {
        var bytes = reader.ReadBytes(count);
        if (bytes.Length < count)
        {
            throw new EndOfStreamException();
        }

        if (isReversed == BitConverter.IsLittleEndian)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }
}
