using Reprise.DemoData.Companies;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>The Rhône branch, on tables that a desktop database left behind.</summary>
internal sealed class GaletteShape(DemoOptions options, CompanyFile companies) : ISourceShape
{
    public EntityTruth Truth { get; } = new("ud-69");

    public string Suffix => "ud69";

    public string CharacterSet => "latin1";

    public string Script => "galette.sql";

    public IEnumerable<SourceTable> Tables()
    {
        var people = TableDraft.Scaled(options, Truth, "personnes", 5_000);
        var members = TableDraft.Scaled(options, Truth, "adherents", 2_800);
        var events = TableDraft.Scaled(options, Truth, "manifestations", 250);
        var fees = new TableDraft(options, Truth, "cotisations", members.Rows * GaletteMembers.FeesPerMember);
        yield return GaletteMembers.FeeTypes();
        yield return GaletteCompanies.Companies(new TableDraft(options, Truth, "ste", companies.Rows.Count), Truth, companies);
        yield return GaletteCompanies.People(people, companies.Rows.Count);
        yield return GaletteMembers.Members(members, companies.Rows.Count);
        yield return GaletteMembers.Fees(fees, members.Rows);
        yield return GaletteEvents.Events(events);
        yield return GaletteEvents.Participants(
            TableDraft.Scaled(options, Truth, "participants", 8_000), events.Rows, people.Rows);
        yield return GaletteEvents.Journal(TableDraft.Scaled(options, Truth, "journal", 3_000));
    }
}
