namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>Puts drafts in an order in which parents come first, and blocks references that no plan can have.</summary>
internal static class DraftOrder
{
    /// <summary>The drafts, parents first; otherwise in the order given.</summary>
    public static IReadOnlyList<TableDraft> Of(IReadOnlyList<TableDraft> drafts)
    {
        var ordered = new List<TableDraft>();
        var byName = drafts.ToDictionary(draft => draft.Name, StringComparer.Ordinal);
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            Visit(draft);
        }

        return ordered;

        void Visit(TableDraft draft)
        {
            if (!state.TryAdd(draft.Name, false))
            {
                return;
            }

            var columns = draft.Columns.Select(column => Settle(draft, column)).ToList();
            state[draft.Name] = true;
            ordered.Add(draft with { Columns = columns });
        }

        ColumnDraft Settle(TableDraft draft, ColumnDraft column)
        {
            if (column is not { IsSure: true, Parent: { } parent } || parent == draft.Name)
            {
                return column;
            }

            Visit(byName[parent]);
            return !byName[parent].IsSure ? column with { Blocked = $"its table plan '{parent}' is a proposal only" }
                : !state[parent] ? column with { Blocked = $"closes a circle with '{parent}'" }
                : column;
        }
    }
}
