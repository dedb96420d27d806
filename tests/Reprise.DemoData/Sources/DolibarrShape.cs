using Reprise.DemoData.Companies;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>The Paris branch, on a Dolibarr of its own.</summary>
internal sealed class DolibarrShape(DemoOptions options, CompanyFile companies) : ISourceShape
{
    public EntityTruth Truth { get; } = new("ud-75");

    public string Suffix => "ud75";

    public string CharacterSet => "utf8mb4";

    public string Script => "dolibarr.sql";

    public IEnumerable<SourceTable> Tables()
    {
        var people = TableDraft.Scaled(options, Truth, "llx_socpeople", 8_000);
        var members = TableDraft.Scaled(options, Truth, "llx_adherent", 4_000);
        var events = TableDraft.Scaled(options, Truth, "llx_fedevent_event", 400);
        var fees = new TableDraft(options, Truth, "llx_subscription", members.Rows * DolibarrMembers.FeesPerMember);
        yield return DolibarrCompanies.Companies(new TableDraft(options, Truth, "llx_societe", companies.Rows.Count), Truth, companies);
        yield return DolibarrCompanies.Contacts(people, companies.Rows.Count);
        yield return DolibarrMembers.Members(members, companies.Rows.Count);
        yield return DolibarrMembers.Fees(fees, members.Rows);
        yield return DolibarrEvents.Events(events);
        yield return DolibarrEvents.Registrations(
            TableDraft.Scaled(options, Truth, "llx_fedevent_registration", 10_000), events.Rows, people.Rows);
        yield return DolibarrEvents.Actions(TableDraft.Scaled(options, Truth, "llx_actioncomm", 12_000), companies.Rows.Count);
        yield return DolibarrEvents.Settings();
    }
}
