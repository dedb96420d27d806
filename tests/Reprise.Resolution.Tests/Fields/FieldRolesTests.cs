using Reprise.Core.Plans;
using Reprise.Resolution.Fields;

namespace Reprise.Resolution.Tests.Fields;

public sealed class FieldRolesTests
{
    [Theory]
    [InlineData("Date of birth", RecordKind.Person, FieldRole.BirthDate)]
    [InlineData(" soc_sec_id", RecordKind.Person, FieldRole.Identifier)]
    [InlineData("NOM", RecordKind.Person, FieldRole.FamilyName)]
    [InlineData("nom", RecordKind.Organisation, FieldRole.OrganisationName)]
    [InlineData("Prénom", RecordKind.Person, FieldRole.GivenName)]
    [InlineData("Code postal", RecordKind.Organisation, FieldRole.PostalCode)]
    [InlineData("Raison sociale", RecordKind.Organisation, FieldRole.OrganisationName)]
    [InlineData("Id", RecordKind.Organisation, null)]
    [InlineData("", RecordKind.Organisation, null)]
    public void Follow_from_the_name_of_the_column(string column, RecordKind kind, FieldRole? expected) =>
        Assert.Equal(expected, FieldRoles.Recognise(column, kind));
}
