using System.Buffers;
using System.Globalization;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>An e-mail address: its domain in lower case, without what surrounds it (<c>mailto:</c>, angle brackets, spaces, a full stop at its end), a comma for a point in the domain and domains that are typed wrongly put right. The part before @ keeps its case.</summary>
/// <remarks>
/// RFC 5321, sections 4.1.2 and 4.5.3.1, https://www.rfc-editor.org/rfc/rfc5321: at most 64 octets before @, 254 in all, labels of 63. RFC 5322 for the characters before @, as a dot-string; quoted strings, address literals
/// and two addresses at once are refused, as the forms of applications do. Internationalised domains: RFC 5891. Whether the mailbox exists is not checked.
/// </remarks>
internal sealed class EmailAddress() : Normaliser(NormaliserNames.Email)
{
    private const int MostLength = 254;
    private const int MostLocal = 64;
    private const int MostLabel = 63;
    private const string LocalMarks = "!#$%&'*+-/=?^_`{|}~";

    private static readonly SearchValues<char> LabelUnits = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = Bare(TextParts.Trim(text));
        var at = text.IndexOf('@');
        if (at < 0 || text.Length > MostLength)
        {
            return false;
        }

        var local = TextParts.Trim(text[..at]);
        room.Append(local);
        room.Append('@');
        var start = room.Length;
        LetterCase.AppendLower(TextParts.Trim(text[(at + 1)..]).TrimEnd(".,;"), room);
        room.Written[start..].Replace(',', '.');
        EmailDomains.Correct(room, start);
        return IsLocal(local) && IsDomain(room.Written[start..]);
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        const string Scheme = "mailto:";
        if (text.StartsWith('<') && text.EndsWith('>'))
        {
            text = TextParts.Trim(text[1..^1]);
        }

        return text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? TextParts.Trim(text[Scheme.Length..]) : text;
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local.Length > MostLocal || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var unit in local)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit != '.' && !LocalMarks.Contains(unit, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.ContainsAnyExceptInRange('\0', '\x7F'))
        {
            return IsInternational(new string(domain));
        }

        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.IsEmpty || label.Length > MostLabel || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(LabelUnits))
            {
                return false;
            }

            labels++;
        }

        return labels > 1 && !char.IsAsciiDigit(domain[^1]);
    }

    private static bool IsInternational(string domain)
    {
        try
        {
            return domain.Length < MostLength && IsDomain(Idn.GetAscii(domain));
        }
        catch (ArgumentException)
        {
            // Not a name that the domain system could hold.
            return false;
        }
    }
}
