using System.Collections.Frozen;
using Reprise.Core.Plans;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Fields;

/// <summary>Tells what a column says by its name, in French or English.</summary>
public static class FieldRoles
{
    private static readonly FrozenDictionary<string, FieldRole> Names = Spellings(
        (FieldRole.GivenName, "givenname firstname forename prenom prenoms fname"),
        (FieldRole.FamilyName, "surname lastname familyname nomfamille nomdefamille nomusage lname"),
        (FieldRole.OrganisationName, "name sitename organisation organization organisationname organizationname company companyname raisonsociale denomination societe enseigne"
            + " nomsociete nomentreprise businessname restaurant title"),
        (FieldRole.StreetNumber, "streetnumber housenumber numerovoie numvoie numerorue streetno"),
        (FieldRole.Street, "address address1 addressline1 streetaddress street streetname adresse adresse1 adresseligne1 voie rue libellevoie addr"),
        (FieldRole.AddressExtra, "address2 addressline2 adresse2 complement complementadresse adresseligne2"),
        (FieldRole.PostalCode, "zip zipcode postcode postalcode codepostal cp"),
        (FieldRole.City, "city town suburb commune ville locality localite municipality"),
        (FieldRole.Region, "state region departement province county country pays"),
        (FieldRole.BirthDate, "dateofbirth dob birthdate birthday datenaissance datedenaissance ddn naissance"),
        (FieldRole.Phone, "phone phonenumber telephone tel telephone1 mobile telmobile portable gsm"),
        (FieldRole.Email, "email mail emailaddress courriel mel adressemail"),
        (FieldRole.Identifier, "siret siren numsiret numsiren vat vatnumber tva numtva ssn socsecid socialsecuritynumber nir taxid ein duns numerosecu"));

    /// <summary>The role of a column; null = its name says none that is known.</summary>
    /// <param name="column">Name of a column, in any spelling: <c>Date of birth</c>, <c>date_naissance</c>, <c>CODE POSTAL</c>.</param>
    /// <param name="kind">What the records are: a <c>nom</c> is a family name of people and the name of an organisation.</param>
    public static FieldRole? Recognise(string column, RecordKind kind)
    {
        ArgumentNullException.ThrowIfNull(column);
        Span<char> folded = stackalloc char[FieldText.Capacity(Math.Min(column.Length, 100))];
        var written = Folding.Fold(column.AsSpan(0, Math.Min(column.Length, 100)), folded);
        var name = folded[..written].ToString().Replace(" ", string.Empty, StringComparison.Ordinal);
        if (name == "nom")
        {
            return kind == RecordKind.Person ? FieldRole.FamilyName : FieldRole.OrganisationName;
        }

        return Names.TryGetValue(name, out var role) && (kind == RecordKind.Organisation || role != FieldRole.OrganisationName) ? role : null;
    }

    private static FrozenDictionary<string, FieldRole> Spellings(params (FieldRole Role, string Names)[] roles) => roles
        .SelectMany(role => role.Names.Split(' ').Select(name => (name, role.Role)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Role, StringComparer.Ordinal);
}
