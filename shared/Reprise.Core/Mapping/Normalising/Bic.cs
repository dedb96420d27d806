namespace Reprise.Core.Mapping.Normalising;

/// <summary>The identifier of a bank: four letters, two of its country, two letters or digits, and three more for a branch. Upper case, no spaces.</summary>
/// <remarks>ISO 9362, https://www.swift.com/standards/data-standards/bic-business-identifier-code. Whether it is assigned is not checked.</remarks>
internal sealed class Bic() : Normaliser(NormaliserNames.Bic)
{
    private const int Short = 8;
    private const int Long = 11;
    private const int Letters = 6;

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        var code = room.Take(Long);
        var isCode = TextParts.TryCompact(text, "-", code, out var length) && length is Short or Long && !code[..Letters].ContainsAnyExceptInRange('A', 'Z');
        room.Cut(length);
        return isCode;
    }
}
