namespace Reprise.Core.Mapping.Normalising;

/// <summary>Names of the normalisers, as plans write them and the ledger counts under them. Part of both formats; never renamed.</summary>
public static class NormaliserNames
{
    /// <summary>White space around a text.</summary>
    public const string Trim = "trim";

    /// <summary>White space around and inside a text.</summary>
    public const string Collapse = "collapse";

    /// <summary>Unicode normalization form C.</summary>
    public const string Nfc = "nfc";

    /// <summary>Upper and lower case of a person's name.</summary>
    public const string NameCase = "name_case";

    /// <summary>UTF-8 that was read as cp1252.</summary>
    public const string Mojibake = "mojibake";

    /// <summary>Character references of HTML.</summary>
    public const string HtmlEntities = "html_entities";

    /// <summary>Number of a French enterprise.</summary>
    public const string Siren = "siren";

    /// <summary>Number of a French establishment.</summary>
    public const string Siret = "siret";

    /// <summary>Code of a French activity, NAF or APE.</summary>
    public const string Naf = "naf";

    /// <summary>Intra-Community VAT number.</summary>
    public const string Vat = "vat";

    /// <summary>French postal code.</summary>
    public const string PostalCode = "postal_code";

    /// <summary>Name of a French commune.</summary>
    public const string Commune = "commune";

    /// <summary>Code of a French department.</summary>
    public const string Department = "department";

    /// <summary>International bank account number.</summary>
    public const string Iban = "iban";

    /// <summary>Business identifier code of a bank.</summary>
    public const string Bic = "bic";

    /// <summary>E-mail address.</summary>
    public const string Email = "email";

    /// <summary>Telephone number.</summary>
    public const string Phone = "phone";

    /// <summary>Address of a web page.</summary>
    public const string Url = "url";

    /// <summary>Date as it is written in French.</summary>
    public const string FrenchDate = "french_date";

    /// <summary>Amount of money.</summary>
    public const string Amount = "amount";

    /// <summary>Civil title.</summary>
    public const string Civility = "civility";

    /// <summary>Value serialised by PHP.</summary>
    public const string PhpSerialized = "php_serialized";
}
