namespace Reprise.Core.Catalogs;

/// <summary>What values look like, whatever type they are declared as.</summary>
public enum ContentKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number as written in France: ten digits, or with a country code.</summary>
    Phone,

    /// <summary>Nine digits with a valid Luhn key, as of a SIREN.</summary>
    Siren,

    /// <summary>Fourteen digits with a valid Luhn key, as of a SIRET.</summary>
    Siret,

    /// <summary>Five digits of a French postal code, perhaps with CEDEX.</summary>
    PostalCode,

    /// <summary>A date, as ISO 8601 or French usage writes it.</summary>
    Date,

    /// <summary>One of the words for yes and no: 0, 1, o, n, oui, non, true, false.</summary>
    YesNo,

    /// <summary>Four digits from 1900 to 2099.</summary>
    Year,

    /// <summary>A number, perhaps with decimals.</summary>
    Number,

    /// <summary>One to four words of letters, each with a capital, as of a person or a place.</summary>
    ProperName,

    /// <summary>A web address.</summary>
    Url,
}
