namespace Reprise.DemoData.Companies;

/// <summary>Company numbers with their Luhn check digit: nine digits for the company, fourteen for one of its sites.</summary>
internal static class Siren
{
    /// <summary>A valid SIREN; one in twelve begins with a zero, which spreadsheets lose.</summary>
    public static string Draw(Dice dice)
    {
        var first = dice.Chance(1.0 / 12) ? 0 : dice.Between(3, 9);
        return WithCheckDigit($"{first}{dice.Between(0, 9_999_999):0000000}");
    }

    /// <summary>The SIRET of a site of the company.</summary>
    public static string Site(string siren, int number) => WithCheckDigit($"{siren}{number:0000}");

    private static string WithCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            // The last digit given stands beside the check digit: it is the first to be doubled.
            var digit = digits[digits.Length - 1 - i] - '0';
            var weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
