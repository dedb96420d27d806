using Reprise.DemoData.Places;

namespace Reprise.DemoData.Sources;

/// <summary>The branch's event module, Dolibarr's agenda, and its settings.</summary>
internal static class DolibarrEvents
{
    private static readonly string[] ActionCodes = ["AC_TEL", "AC_EMAIL", "AC_RDV", "AC_OTH_AUTO"];

    public static SourceTable Events(TableDraft draft) => new(
        "llx_fedevent_event",
        ["rowid", "ref", "label", "date_start", "date_end", "location", "max_attendees", "price", "status", "description", "tms"],
        EventRows(draft));

    public static SourceTable Registrations(TableDraft draft, int events, int people) => new(
        "llx_fedevent_registration",
        ["rowid", "fk_event", "fk_socpeople", "datec", "attended", "amount", "tms"],
        RegistrationRows(draft, events, people));

    public static SourceTable Actions(TableDraft draft, int companies) => new(
        "llx_actioncomm", ["id", "fk_soc", "code", "label", "datep", "percent", "note", "tms"], ActionRows(draft, companies));

    public static SourceTable Settings() => new(
        "llx_const",
        ["rowid", "name", "value"],
        [
            [1, "MAIN_INFO_SOCIETE_NOM", "Union départementale de Paris"],
            [2, "MAIN_MONNAIE", "EUR"],
            [3, "MAIN_VERSION_LAST_INSTALL", "12.0.3"],
        ]);

    private static IEnumerable<object?[]> EventRows(TableDraft draft)
    {
        var titles = draft.DirtyText("label");
        var remarks = draft.Remarks("description");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var start = dice.Moment(2015, 2026);
            yield return
            [
                row + 1,
                $"{start:yyMM}-{row + 1:0000}",
                titles.Value(row, key, EventNames.Title(dice, start.Year)),
                start,
                dice.Chance(0.7) ? start.AddHours(dice.Between(1, 8)) : null,
                $"Paris {dice.One(Communes.Paris).PostalCode[3..]}e",
                dice.Between(2, 40) * 10,
                dice.Chance(0.5) ? dice.Between(1, 20) * 2.5 : null,
                dice.Between(0, 1),
                remarks.Value(row, key),
                start.AddDays(-10),
            ];
        }
    }

    private static IEnumerable<object?[]> RegistrationRows(TableDraft draft, int events, int people)
    {
        var orphans = draft.Orphans("fk_socpeople");
        var dates = draft.ZeroDates("datec");
        var twos = draft.Twos("attended");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var moment = dice.Moment(2015, 2026);
            yield return
            [
                row + 1,
                dice.Between(1, events),
                orphans.Hit(row, key) ? people + 700 + row : dice.Between(1, people),
                dates.Hit(row, key) ? ZeroDate.Moment : moment,
                twos.Hit(row, key) ? 2 : dice.Between(0, 1),
                dice.Chance(0.4) ? dice.Between(1, 20) * 2.5 : null,
                moment,
            ];
        }
    }

    private static IEnumerable<object?[]> ActionRows(TableDraft draft, int companies)
    {
        var orphans = draft.Orphans("fk_soc");
        var remarks = draft.Remarks("note");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var moment = dice.Moment(2015, 2026);
            yield return
            [
                row + 1,
                orphans.Hit(row, key) ? companies + 500 + row : dice.Between(1, companies),
                dice.One(ActionCodes),
                dice.Chance(0.5) ? "Appel du secrétariat" : "Courriel envoyé",
                moment,
                dice.Chance(0.8) ? 100 : -1,
                remarks.Value(row, key),
                moment,
            ];
        }
    }
}
