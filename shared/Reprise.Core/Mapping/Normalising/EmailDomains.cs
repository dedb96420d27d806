using System.Collections.Frozen;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Domains of mailboxes that are typed wrongly: names one or two keys from a provider that everybody knows, which are no provider themselves, and endings that are no top-level domain.</summary>
/// <remarks>Top-level domains: https://www.iana.org/domains/root/db.</remarks>
internal static class EmailDomains
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Meant = new[]
    {
        ("gmail.com", "gmial.com gmai.com gmal.com gamil.com gmil.com gmaill.com gmali.com gmaul.com gnail.com ggmail.com gmsil.com"),
        ("hotmail.com", "hotmial.com hotmal.com hotmai.com hotmaill.com hotamil.com homail.com hotmil.com hormail.com"),
        ("hotmail.fr", "hotmial.fr hotmal.fr hotmai.fr hotmaill.fr hotamil.fr homail.fr hotmil.fr hormail.fr hotmzil.fr"),
        ("outlook.com", "outlok.com outloook.com oulook.com"),
        ("outlook.fr", "outlok.fr outloook.fr oulook.fr"),
        ("yahoo.fr", "yaho.fr yahooo.fr yhaoo.fr yahou.fr"),
        ("yahoo.com", "yaho.com yahooo.com yhaoo.com"),
        ("orange.fr", "ornage.fr orenge.fr oragne.fr oange.fr"),
        ("wanadoo.fr", "wanado.fr wandoo.fr wanaddo.fr wanadou.fr wannadoo.fr"),
        ("laposte.net", "lapsote.net lapost.net lapose.net"),
        ("icloud.com", "iclou.com icoud.com iclould.com"),
    }
    .SelectMany(entry => entry.Item2.Split(' '), (entry, wrong) => (Wrong: wrong, Right: entry.Item1))
    .ToFrozenDictionary(pair => pair.Wrong, pair => pair.Right, StringComparer.Ordinal)
    .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Endings = new[]
    {
        ("com", "con cmo ocm vom xom comm coml"), ("fr", "frr ffr"), ("net", "ner nett"), ("org", "ogr orgg"),
    }
    .SelectMany(entry => entry.Item2.Split(' '), (entry, wrong) => (Wrong: wrong, Right: entry.Item1))
    .ToFrozenDictionary(pair => pair.Wrong, pair => pair.Right, StringComparer.Ordinal)
    .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Puts right what was written of a domain, in lower case, from a place on.</summary>
    public static void Correct(CharRoom room, int start)
    {
        var dot = room.Written[start..].LastIndexOf('.');
        if (dot >= 0 && Endings.TryGetValue(room.Written[(start + dot + 1)..], out var ending))
        {
            room.Cut(start + dot + 1);
            room.Append(ending);
        }

        if (Meant.TryGetValue(room.Written[start..], out var domain))
        {
            room.Cut(start);
            room.Append(domain);
        }
    }
}
