using Reprise.Pipeline.Lineage;

namespace Reprise.Host.Display;

/// <summary>Where a source row went, for people.</summary>
internal static class RowText
{
    public static void Show(Screen screen, RowDocument document)
    {
        screen.Line($"{document.Entity} {document.Table} {document.Key}{(document.IsUnmasked ? string.Empty : " (values are masked)")}");
        foreach (var place in document.Places)
        {
            var target = place.Target.Length == 0 ? string.Empty : $"{place.Target}{(place.Part is null ? string.Empty : $" part {place.Part}")} ({string.Join(", ", place.TablePlans)}): ";
            screen.Line(string.Empty);
            screen.Line($"{target}{place.Outcome}. {place.Because}");
            if (place.Merge is { } merge)
            {
                screen.Line($"  {LineageText.Words(merge)}");
            }

            LineageText.Held(screen, place.Held, place.Corrections);
            if (place.Present is { } present)
            {
                LineageText.Present(screen, present);
            }
        }

        LineageText.Runs(screen, document.Runs);
    }
}
