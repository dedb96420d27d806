using Reprise.DemoData.Places;
using Reprise.DemoData.Text;

namespace Reprise.DemoData.Sources;

/// <summary>Events of the Rhône branch, who came, and its log.</summary>
internal static class GaletteEvents
{
    public static SourceTable Events(TableDraft draft) => new(
        "manifestations",
        ["code_manif", "libelle", "date_manif", "lieu", "places", "tarif", "publiee"],
        EventRows(draft));

    public static SourceTable Participants(TableDraft draft, int events, int people) => new(
        "participants",
        ["code_manif", "num_personne", "date_inscription", "presence", "regle"],
        ParticipantRows(draft, events, people));

    public static SourceTable Journal(TableDraft draft) => new("journal", ["moment", "adh", "texte"], JournalRows(draft));

    private static IEnumerable<object?[]> EventRows(TableDraft draft)
    {
        var titles = draft.DirtyText("libelle");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = GaletteKeys.Event(row);
            var start = dice.Moment(2015, 2026);
            yield return
            [
                key,
                titles.Value(row, key, EventNames.Title(dice, start.Year)),
                start,
                dice.One(Communes.Rhone).Name,
                dice.Between(2, 20) * 10,
                dice.Chance(0.5) ? dice.Between(1, 40) * 1.25 : null,
                dice.Chance(0.7) ? "1" : "0",
            ];
        }
    }

    private static IEnumerable<object?[]> ParticipantRows(TableDraft draft, int events, int people)
    {
        var orphans = draft.Orphans("num_personne");
        var dates = draft.ZeroDates("date_inscription");
        var blanks = draft.BlankEnums("presence");
        var dice = draft.Dice;
        var seen = new HashSet<(int, int)>();
        for (var row = 0; row < draft.Rows; row++)
        {
            var pair = (Event: dice.Between(0, events - 1), Person: dice.Between(0, people - 1));
            while (!seen.Add(pair))
            {
                pair = (dice.Between(0, events - 1), dice.Between(0, people - 1));
            }

            var code = GaletteKeys.Event(pair.Event);
            var lost = GaletteKeys.Person(people + 700 + row);
            var person = orphans.Hit(row, $"{code}|{lost}") ? lost : GaletteKeys.Person(pair.Person);
            var key = $"{code}|{person}";
            yield return
            [
                code,
                person,
                dates.Hit(row, key) ? ZeroDate.Moment : dice.Moment(2015, 2026),
                blanks.Hit(row, key) ? "" : dice.Chance(0.8) ? "1" : "0",
                dice.Chance(0.4) ? dice.Between(1, 40) * 1.25 : null,
            ];
        }
    }

    private static IEnumerable<object?[]> JournalRows(TableDraft draft)
    {
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            yield return [dice.Moment(2020, 2026), $"poste{dice.Between(1, 6)}", Remarks.Maybe(dice, 0.8)];
        }
    }
}
