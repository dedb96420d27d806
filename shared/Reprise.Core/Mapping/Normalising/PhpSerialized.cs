using System.Buffers;
using System.Text;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>A value that PHP serialised. It is opaque and never changed: the text is refused when it is none, as it is once a repair or a cut has left the lengths in it, which count bytes, wrong.</summary>
/// <remarks>PHP manual, https://www.php.net/manual/en/function.serialize.php; the grammar is that of ext/standard/var_unserializer.re, without the escaped strings (S) of PHP 6.</remarks>
internal sealed class PhpSerialized() : Normaliser(NormaliserNames.PhpSerialized)
{
    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        if (text.Length < 2 || !TextParts.IsWellFormed(text))
        {
            return false;
        }

        room.Append(text);
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        var length = Encoding.UTF8.GetBytes(text, rented);
        var isValue = new PhpValue(rented.AsSpan(0, length)).IsWhole();
        ArrayPool<byte>.Shared.Return(rented);
        return isValue;
    }
}
