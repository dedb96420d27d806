namespace Reprise.Core.Mapping.Normalising;

/// <summary>A civil title: <c>M.</c> or <c>Mme</c>. Mademoiselle becomes Mme; a title that tells no civility (Dr, Me, Pr), or two at once, is refused.</summary>
/// <remarks>Abbreviations: Imprimerie nationale, Lexique des règles typographiques. Circular of the Prime Minister n° 5575/SG of 21 February 2012 replaces "Mademoiselle" by "Madame" in the forms of the administration.</remarks>
internal sealed class Civility() : Normaliser(NormaliserNames.Civility)
{
    private const int MostLength = 24;

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = TextParts.Trim(text);
        ReadOnlySpan<char> title = text switch
        {
            "M." or "Mme" => text,
            { Length: > MostLength } => [],
            _ => TextParts.Fold(text) switch
            {
                "M" or "MR" or "MSR" or "MONS" or "MONSIEUR" => "M.",
                "MME" or "MD" or "MAD" or "MDE" or "MADAME" or "MLE" or "MLLE" or "MELLE" or "MADEMOISELLE" => "Mme",
                _ => [],
            },
        };
        room.Append(title);
        return !title.IsEmpty;
    }
}
