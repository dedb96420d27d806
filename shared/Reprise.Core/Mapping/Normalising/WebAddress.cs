namespace Reprise.Core.Mapping.Normalising;

/// <summary>The address of a web page: scheme and host in lower case, <c>http://</c> before an address that has no scheme. What is behind the host stays as it is.</summary>
/// <remarks>RFC 3986, sections 3 and 6.2.2.1, https://www.rfc-editor.org/rfc/rfc3986. Schemes other than http and https, hosts without a point, user names, spaces and two addresses at once are refused. Whether the page exists is not checked.</remarks>
internal sealed class WebAddress() : Normaliser(NormaliserNames.Url)
{
    private const int MostLength = 2_048;
    private const string Plain = "http://";
    private const string Secure = "https://";

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = TextParts.Trim(text);
        if (text.IsEmpty || text.Length > MostLength || HasBlank(text))
        {
            return false;
        }

        var rest = WithoutScheme(text, out var scheme);
        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        room.Append(scheme);
        LetterCase.AppendLower(authority, room);
        room.Append(rest[authority.Length..]);
        return IsAuthority(authority)
            && Uri.TryCreate(new string(room.Written), UriKind.Absolute, out var address)
            && address.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4;
    }

    private static bool HasBlank(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (TextParts.IsBlank(unit) || char.IsControl(unit) || unit is '<' or '>' or '"' or '\\')
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> text, out string scheme)
    {
        var isSecure = text.StartsWith(Secure, StringComparison.OrdinalIgnoreCase);
        scheme = isSecure ? Secure : Plain;
        return isSecure || text.StartsWith(Plain, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : text;
    }

    /// <summary>A host with a point in it and perhaps a port: without a point it is a word, with letters behind a colon a scheme.</summary>
    private static bool IsAuthority(ReadOnlySpan<char> authority)
    {
        var colon = authority.IndexOf(':');
        var host = colon < 0 ? authority : authority[..colon];
        return host.IndexOf('.') is > 0 and var dot && dot < host.Length - 1
            && host[^1] != '.'
            && host.IndexOfAny('@', ',', ';') < 0
            && (colon < 0 || TextParts.AreDigits(authority[(colon + 1)..]));
    }
}
