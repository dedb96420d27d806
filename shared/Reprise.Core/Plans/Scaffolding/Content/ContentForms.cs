using System.Text.RegularExpressions;
using Reprise.Core.Catalogs;

namespace Reprise.Core.Plans.Scaffolding.Content;

/// <summary>Tells what a value looks like. A look at its form only: whether it is right is for normalisers and checks.</summary>
internal static partial class ContentForms
{
    private const int SirenDigits = 9;
    private const int SiretDigits = 14;

    private static readonly HashSet<string> YesNoWords = new(["0", "1", "o", "n", "y", "oui", "non", "yes", "no", "true", "false", "vrai", "faux", "t", "f"], StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a date that stands for none, such as <c>0000-00-00</c>.</summary>
    public static bool IsZeroDate(string value) => value.StartsWith("0000-00-00", StringComparison.Ordinal);

    /// <summary>All kinds that the value looks like.</summary>
    public static IEnumerable<ContentKind> Of(string value)
    {
        if (Email().IsMatch(value))
        {
            yield return ContentKind.Email;
        }

        if (Url().IsMatch(value))
        {
            yield return ContentKind.Url;
        }

        if (YesNoWords.Contains(value))
        {
            yield return ContentKind.YesNo;
        }

        foreach (var kind in Digits(value).Concat(Letters(value)))
        {
            yield return kind;
        }
    }

    private static IEnumerable<ContentKind> Digits(string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        if (digits.Length == SirenDigits && Grouped().IsMatch(value) && HasLuhnKey(digits))
        {
            yield return ContentKind.Siren;
        }

        if (digits.Length == SiretDigits && Grouped().IsMatch(value) && HasLuhnKey(digits))
        {
            yield return ContentKind.Siret;
        }

        if (Phone().IsMatch(value))
        {
            yield return ContentKind.Phone;
        }

        if (PostalCode().IsMatch(value))
        {
            yield return ContentKind.PostalCode;
        }

        if (Year().IsMatch(value))
        {
            yield return ContentKind.Year;
        }

        if (Number().IsMatch(value))
        {
            yield return ContentKind.Number;
        }

        if (Date().IsMatch(value))
        {
            yield return ContentKind.Date;
        }
    }

    private static IEnumerable<ContentKind> Letters(string value) => ProperName().IsMatch(value) ? [ContentKind.ProperName] : [];

    /// <summary>SIREN and SIRET end in a key after Luhn: https://www.insee.fr/fr/information/1730869. That of La Poste's establishments does not; they are too few to mislead a sample.</summary>
    private static bool HasLuhnKey(string digits) => digits.Reverse().Select((digit, i) => (digit - '0') * ((i % 2) + 1)).Sum(part => part > 9 ? part - 9 : part) % 10 == 0;

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"^(https?://\S+|www\.\S+\.\S{2,})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Url();

    [GeneratedRegex(@"^[0-9][0-9 .\u00A0]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Grouped();

    // Numbering plan: https://www.arcep.fr/la-regulation/grands-dossiers-thematiques-transverses/la-numerotation.html
    [GeneratedRegex(@"^((\+|00)[1-9][0-9]{0,2}[ .-]?(\(0\))?|0)[1-9]([ .\-/\u00A0]?[0-9]{2}){4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^([0-9]{5}|2[AB][0-9]{3})( CEDEX( [0-9]{1,2})?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PostalCode();

    [GeneratedRegex(@"^(19|20)[0-9]{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(([ \u00A0]?[0-9]{3})*|[0-9]*)([.,][0-9]+)?([eE][+-]?[0-9]+)?( ?(€|EUR))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9:.]+)?|[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2}))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"^\p{Lu}[\p{L}'’.-]*([ -][\p{L}'’.-]+){0,3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProperName();
}
