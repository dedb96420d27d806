using Reprise.DemoData.Places;

namespace Reprise.DemoData.Sources;

/// <summary>Events of the national CRM and who came.</summary>
internal static class NationalEvents
{
    public static SourceTable Events(TableDraft draft) => new(
        "evenements",
        ["id", "code", "titre", "debut", "fin", "lieu", "places", "tarif", "publie", "description"],
        EventRows(draft));

    public static SourceTable Registrations(TableDraft draft, int events, int contacts) => new(
        "inscriptions",
        ["id", "evenement_id", "contact_id", "date_inscription", "present", "montant_regle"],
        RegistrationRows(draft, events, contacts));

    private static IEnumerable<object?[]> EventRows(TableDraft draft)
    {
        var titles = draft.DirtyText("titre");
        var ends = draft.ZeroDates("fin");
        var remarks = draft.Remarks("description");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var start = dice.Moment(2015, 2026);
            yield return
            [
                row + 1,
                $"EV{start.Year}-{row + 1:0000}",
                titles.Value(row, key, EventNames.Title(dice, start.Year)),
                start,
                ends.Hit(row, key) ? ZeroDate.Moment : dice.Chance(0.7) ? start.AddHours(dice.Between(1, 8)) : null,
                Communes.Anywhere(dice).Name,
                dice.Chance(0.8) ? dice.Between(2, 40) * 10 : null,
                dice.Chance(0.5) ? dice.Between(1, 20) * 5m : null,
                dice.Between(0, 1),
                remarks.Value(row, key),
            ];
        }
    }

    private static IEnumerable<object?[]> RegistrationRows(TableDraft draft, int events, int contacts)
    {
        var orphans = draft.Orphans("contact_id");
        var dates = draft.ZeroDates("date_inscription");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            yield return
            [
                row + 1,
                dice.Between(1, events),
                orphans.Hit(row, key) ? contacts + 700 + row : dice.Between(1, contacts),
                dates.Hit(row, key) ? ZeroDate.Moment : dice.Moment(2015, 2026),
                dice.Between(0, 1),
                dice.Chance(0.4) ? dice.Between(1, 20) * 5m : null,
            ];
        }
    }
}
