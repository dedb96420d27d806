using Reprise.DemoData.Companies;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>The national body's home-made CRM.</summary>
internal sealed class NationalShape(DemoOptions options, CompanyFile companies) : ISourceShape
{
    public EntityTruth Truth { get; } = new("national");

    public string Suffix => "national";

    public string CharacterSet => "utf8mb4";

    public string Script => "national.sql";

    public IEnumerable<SourceTable> Tables()
    {
        var contacts = TableDraft.Scaled(options, Truth, "contacts", 36_000);
        var memberships = TableDraft.Scaled(options, Truth, "adhesions", 16_000);
        var events = TableDraft.Scaled(options, Truth, "evenements", 1_500);
        yield return NationalCompanies.LegalForms();
        yield return NationalCompanies.Companies(new TableDraft(options, Truth, "societes", companies.Rows.Count), Truth, companies);
        yield return NationalPeople.Contacts(contacts, companies.Rows.Count);
        yield return NationalMembers.Memberships(memberships, companies.Rows.Count);
        yield return NationalMembers.Fees(FeesOf(memberships.Rows), memberships.Rows);
        yield return NationalEvents.Events(events);
        yield return NationalEvents.Registrations(
            TableDraft.Scaled(options, Truth, "inscriptions", 40_000), events.Rows, contacts.Rows);
        yield return NationalPeople.FormerMembers(TableDraft.Scaled(options, Truth, "anciens_adherents", 3_000));
        yield return NationalPeople.Logins(TableDraft.Scaled(options, Truth, "journal_connexions", 8_000));
    }

    private TableDraft FeesOf(int members) => new(options, Truth, "cotisations", members * NationalMembers.FeesPerMember);
}
