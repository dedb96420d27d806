using System.Buffers.Binary;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>Decimals of 19 to 38 digits: canonical ASCII in the column, big-endian two's complement in the file.</summary>
internal sealed class WideDecimalPartColumn(string name, PartType type, int scale) : FixedBytesPartColumn(name, type)
{
    private protected override void Encode(ReadOnlySpan<byte> value, Span<byte> encoded) =>
        BinaryPrimitives.WriteInt128BigEndian(encoded, WideDecimal.Parse(value, scale));

    private protected override void Decode(ReadOnlySpan<byte> encoded, VariableColumn target)
    {
        var text = target.Reserve(WideDecimal.MaxText);
        target.Commit(WideDecimal.Format(BinaryPrimitives.ReadInt128BigEndian(encoded), scale, text));
    }
}
