namespace Reprise.Core.Plans;

/// <summary>What a match field says about a record: it decides how values are normalised, compared and blocked.</summary>
public enum FieldRole
{
    /// <summary>Given name of a person.</summary>
    GivenName,

    /// <summary>Family name of a person.</summary>
    FamilyName,

    /// <summary>Name of an organisation.</summary>
    OrganisationName,

    /// <summary>Number in the street, where it has a column of its own.</summary>
    StreetNumber,

    /// <summary>Street, with or without the number.</summary>
    Street,

    /// <summary>A further line of the address: building, locality.</summary>
    AddressExtra,

    /// <summary>Postal code.</summary>
    PostalCode,

    /// <summary>City, town, suburb.</summary>
    City,

    /// <summary>Region, state, department.</summary>
    Region,

    /// <summary>Date of birth.</summary>
    BirthDate,

    /// <summary>Telephone number.</summary>
    Phone,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Identifier given by an authority: SIRET, SIREN, VAT number, social security number.</summary>
    Identifier,
}
