namespace Reprise.DemoData.Text;

/// <summary>Phone numbers and e-mail addresses that reach nobody: ranges kept for fiction, and the .example domain.</summary>
internal static class ContactDetails
{
    private static readonly string[] FictionPrefixes = ["019900", "026191", "035301", "046571", "053649", "063998"];

    private static readonly string[] MailHosts = ["courriel.example", "mel.example", "poste.example", "libre.example"];

    /// <summary>A number in one of the formats found in real files.</summary>
    public static string Phone(Dice dice)
    {
        var digits = dice.One(FictionPrefixes) + dice.Between(0, 9999).ToString("0000");
        string Pairs(string separator) => string.Join(separator, Enumerable.Range(0, 5).Select(i => digits.Substring(i * 2, 2)));

        return dice.Between(0, 6) switch
        {
            0 or 1 => Pairs(" "),
            2 => digits,
            3 => Pairs("."),
            4 => "+33 " + Pairs(" ")[1..],
            5 => "0033" + digits[1..],
            _ => "+33 (0)" + Pairs(" ")[1..],
        };
    }

    public static string PersonEmail(Dice dice, string firstName, string lastName)
    {
        var number = dice.Chance(0.5) ? dice.Between(1, 99).ToString() : "";
        return $"{Ascii.Slug(firstName)}.{Ascii.Slug(lastName)}{number}@{dice.One(MailHosts)}";
    }

    public static string CompanyEmail(Dice dice, string name)
    {
        var slug = Ascii.Slug(name);
        var host = slug.Length > 30 ? slug[..30].TrimEnd('-') : slug;
        return $"{dice.One(["contact", "accueil", "secretariat", "info"])}@{host}.example";
    }

    /// <summary>What people type instead of an address.</summary>
    public static string Broken(Dice dice, string email) => dice.Between(0, 4) switch
    {
        0 => email.Replace("@", "@@", StringComparison.Ordinal),
        1 => email.Replace("@", " at ", StringComparison.Ordinal),
        2 => email[..email.IndexOf('@', StringComparison.Ordinal)],
        3 => email.Replace(".example", "", StringComparison.Ordinal),
        _ => "pas de mail",
    };
}
