using System.Collections.Frozen;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>All normalisers by name.</summary>
internal static class Normalisers
{
    private static readonly FrozenDictionary<string, Normaliser> ByName = new Normaliser[]
    {
        new Trim(), new Collapse(), new Nfc(), new NameCase(), new MojibakeRepair(), new HtmlEntities(), new Siren(), new Siret(), new Naf(), new VatNumber(), new PostalCode(),
        new Commune(), new Department(), new Iban(), new Bic(), new EmailAddress(), new PhoneNumber(), new WebAddress(), new FrenchDate(), new Amount(), new Civility(), new PhpSerialized(),
    }.ToFrozenDictionary(normaliser => normaliser.Name, StringComparer.Ordinal);

    /// <summary>Their names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The normaliser of that name, which reading the plan has let through.</summary>
    public static Normaliser Get(string name) => ByName[name];
}
