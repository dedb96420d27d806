using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>UUIDs in RFC 9562 order.</summary>
internal sealed class UuidPartColumn(string name, PartType type) : FixedBytesPartColumn(name, type)
{
    /// <summary>Bytes of a UUID.</summary>
    public const int Length = 16;

    private protected override void Encode(ReadOnlySpan<byte> value, Span<byte> encoded)
    {
        if (value.Length != Length)
        {
            throw new OverflowException($"A UUID has {Length} bytes, not {value.Length}.");
        }

        value.CopyTo(encoded);
    }

    private protected override void Decode(ReadOnlySpan<byte> encoded, VariableColumn target) => target.Append(encoded);
}
