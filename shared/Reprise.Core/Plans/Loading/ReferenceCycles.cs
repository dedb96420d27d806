using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Finds circles among table plans and among lots. A table plan may refer to itself, a lot too.</summary>
internal sealed class ReferenceCycles(FileProblems problems)
{
    public void Check(IReadOnlyList<TablePlanDocument> tables)
    {
        var named = tables.Where(table => table.Name is not null).DistinctBy(table => table.Name).ToDictionary(table => table.Name!);
        var references = named.Values
            .SelectMany(table => table.References.Select(reference => (Table: table, Reference: reference)))
            .Where(pair => named.ContainsKey(pair.Reference.TablePlan))
            .ToList();

        foreach (var circle in Circles(references.Select(pair => new Arrow(pair.Table.Name!, pair.Reference.TablePlan, pair.Reference.Line))))
        {
            problems.Add(
                ProblemCodes.ReferenceCycle,
                circle[^1].Line,
                $"These table plans refer to each other in a circle: {Path(circle)}.",
                "None of them can be loaded first: leave one of the references out.");
        }

        foreach (var circle in Circles(references.Select(pair => new Arrow(pair.Table.Lot, named[pair.Reference.TablePlan].Lot, pair.Reference.Line))))
        {
            problems.Add(
                ProblemCodes.LotCycle,
                circle[^1].Line,
                $"These lots refer to each other in a circle: {Path(circle)}.",
                "None of them can be published first: put the table plans concerned into one lot.");
        }
    }

    private static string Path(List<Arrow> circle) => string.Join(" → ", circle.Select(arrow => arrow.From).Append(circle[0].From));

    // Takes away what points nowhere, again and again; what is left holds a circle. One circle is walked, taken away, and so on.
    private static IEnumerable<List<Arrow>> Circles(IEnumerable<Arrow> all)
    {
        var arrows = all.Where(arrow => arrow.From != arrow.To).DistinctBy(arrow => (arrow.From, arrow.To)).ToList();
        while (true)
        {
            Prune(arrows);
            if (arrows.Count == 0)
            {
                yield break;
            }

            var circle = Walk(arrows);
            arrows.RemoveAll(circle.Contains);
            yield return circle;
        }
    }

    private static void Prune(List<Arrow> arrows)
    {
        int removed;
        do
        {
            var starts = arrows.Select(arrow => arrow.From).ToHashSet();
            removed = arrows.RemoveAll(arrow => !starts.Contains(arrow.To));
        }
        while (removed > 0);
    }

    private static List<Arrow> Walk(List<Arrow> arrows)
    {
        var path = new List<Arrow>();
        var next = arrows[0];
        while (path.FindIndex(arrow => arrow.From == next.From) is var seen)
        {
            if (seen >= 0)
            {
                return path[seen..];
            }

            path.Add(next);
            next = arrows.First(arrow => arrow.From == next.To);
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private sealed record Arrow(string From, string To, int Line);
}
