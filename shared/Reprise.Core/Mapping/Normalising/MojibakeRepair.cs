using System.Buffers;
using System.Text;
using Reprise.Core.Hazards;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Repairs text whose UTF-8 was once or more often read as cp1252: <c>AmÃ©lie</c> becomes <c>Amélie</c>. Only where all of the value says so, see <see cref="Mojibake"/>.</summary>
/// <remarks>Windows code page 1252 as https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WindowsBestFit/bestfit1252.txt has it. Refuses nothing.</remarks>
internal sealed class MojibakeRepair() : Normaliser(NormaliserNames.Mojibake)
{
    /// <summary>What the first byte of a longer sequence becomes.</summary>
    private static readonly SearchValues<char> Lead = SearchValues.Create([.. Enumerable.Range(0xC2, 0xF4 - 0xC2 + 1).Select(unit => (char)unit)]);

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        if (!text.ContainsAny(Lead) || !TextParts.IsWellFormed(text))
        {
            room.Append(text);
            return true;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        var length = Encoding.UTF8.GetBytes(text, rented);
        if (Mojibake.DepthOf(rented.AsSpan(0, length)) == 0)
        {
            room.Append(text);
        }
        else
        {
            Repair(rented.AsSpan(0, length), room);
        }

        ArrayPool<byte>.Shared.Return(rented);
        return true;
    }

    private static void Repair(ReadOnlySpan<byte> utf8, CharRoom room)
    {
        var repaired = Mojibake.Repair(utf8);
        while (Mojibake.DepthOf(repaired) > 0)
        {
            repaired = Mojibake.Repair(repaired);
        }

        Encoding.UTF8.GetChars(repaired, room.Take(Encoding.UTF8.GetCharCount(repaired)));
    }
}
