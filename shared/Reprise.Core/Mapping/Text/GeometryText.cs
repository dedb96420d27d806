using System.Buffers.Binary;
using System.Globalization;
using Reprise.Core.Mapping.Converters;

namespace Reprise.Core.Mapping.Text;

/// <summary>Geometries as well-known text, from the bytes that MySQL stores: a little-endian SRID of four bytes, then well-known binary.</summary>
/// <remarks>
/// With an SRID other than 0 in front, as PostGIS reads and writes it: <c>SRID=4326;POINT(2.35 48.85)</c>. Coordinates stand as they are stored, longitude first.
/// See https://dev.mysql.com/doc/refman/8.4/en/gis-data-formats.html.
/// </remarks>
internal ref struct GeometryText
{
    /// <summary>Collections within collections that are followed.</summary>
    private const int MaxDepth = 64;

    private const int SridBytes = 4;

    private static readonly string[] Names = ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"];

    private readonly Span<byte> _room;
    private ReadOnlySpan<byte> _rest;
    private bool _isBigEndian;
    private int _length;

    private GeometryText(ReadOnlySpan<byte> wkb, Span<byte> room)
    {
        _rest = wkb;
        _room = room;
    }

    /// <summary>Most bytes that the text of so many bytes has: two numbers of 24 digits for every 16 bytes, and names.</summary>
    public static int MaxLength(int bytes) => checked((bytes * 4) + 64);

    /// <summary>Writes the text of a stored geometry.</summary>
    public static Verdict Write(ReadOnlySpan<byte> stored, Span<byte> room, out int length)
    {
        length = 0;
        if (stored.Length < SridBytes)
        {
            return Verdict.NotConvertible;
        }

        var text = new GeometryText(stored[SridBytes..], room);
        text.WriteSrid(BinaryPrimitives.ReadUInt32LittleEndian(stored));
        if (!text.TryGeometry(expected: 0, isNamed: true, depth: 0) || !text._rest.IsEmpty)
        {
            return Verdict.NotConvertible;
        }

        length = text._length;
        return Verdict.Good;
    }

    private void WriteSrid(uint srid)
    {
        if (srid != 0)
        {
            Write("SRID="u8);
            srid.TryFormat(_room[_length..], out var written, default, CultureInfo.InvariantCulture);
            _length += written;
            Write(";"u8);
        }
    }

    /// <summary>One geometry with its byte order and type; those within a MULTI… are of one type and have no name.</summary>
    private bool TryGeometry(uint expected, bool isNamed, int depth)
    {
        if (_rest.IsEmpty || _rest[0] > 1 || depth > MaxDepth)
        {
            return false;
        }

        _isBigEndian = _rest[0] == 0;
        _rest = _rest[1..];
        if (!TryNumber(out var type) || type is 0 or > 7 || (expected != 0 && type != expected))
        {
            return false;
        }

        if (isNamed)
        {
            System.Text.Encoding.ASCII.TryGetBytes(Names[type - 1], _room[_length..], out var written);
            _length += written;
        }

        return type switch
        {
            1 => TryPoint(),
            2 => TryList(isNamed, static (ref GeometryText text, int _) => text.TryCoordinates(), depth),
            3 => TryList(isNamed, static (ref GeometryText text, int level) => text.TryList(isNamed: false, static (ref GeometryText ring, int _) => ring.TryCoordinates(), level), depth),
            7 => TryList(isNamed, static (ref GeometryText text, int level) => text.TryGeometry(expected: 0, isNamed: true, level + 1), depth),
            4 => TryList(isNamed, static (ref GeometryText text, int level) => text.TryGeometry(1, isNamed: false, level + 1), depth),
            5 => TryList(isNamed, static (ref GeometryText text, int level) => text.TryGeometry(2, isNamed: false, level + 1), depth),
            _ => TryList(isNamed, static (ref GeometryText text, int level) => text.TryGeometry(3, isNamed: false, level + 1), depth),
        };
    }

    private bool TryPoint()
    {
        Write("("u8);
        var isPoint = TryCoordinates();
        Write(")"u8);
        return isPoint;
    }

    private bool TryList(bool isNamed, Item item, int depth)
    {
        if (!TryNumber(out var count))
        {
            return false;
        }

        if (count == 0)
        {
            Write(isNamed ? " EMPTY"u8 : "EMPTY"u8);
            return true;
        }

        for (var i = 0u; i < count; i++)
        {
            Write(i == 0 ? "("u8 : ","u8);
            if (!item(ref this, depth))
            {
                return false;
            }
        }

        Write(")"u8);
        return true;
    }

    private bool TryCoordinates() => TryCoordinate(" "u8) && TryCoordinate([]);

    private bool TryCoordinate(ReadOnlySpan<byte> behind)
    {
        if (_rest.Length < sizeof(double))
        {
            return false;
        }

        var value = _isBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(_rest) : BinaryPrimitives.ReadDoubleLittleEndian(_rest);
        _rest = _rest[sizeof(double)..];
        if (!double.IsFinite(value))
        {
            return false;
        }

        _length += FloatText.Write(value, isSingle: false, _room[_length..]);
        Write(behind);
        return true;
    }

    private bool TryNumber(out uint number)
    {
        number = 0;
        if (_rest.Length < sizeof(uint))
        {
            return false;
        }

        number = _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_rest) : BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return true;
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_room[_length..]);
        _length += text.Length;
    }

    private delegate bool Item(ref GeometryText text, int depth);
}
