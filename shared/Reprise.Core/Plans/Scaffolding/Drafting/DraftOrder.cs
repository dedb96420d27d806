namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>Puts drafts in an order in which parents come first, and blocks references that no plan can have.</summary>
internal sealed class DraftOrder
{
    private readonly IReadOnlyList<TableDraft> _drafts;
    private readonly Dictionary<string, HashSet<string>> _parents;
    private readonly HashSet<(string Table, string Column)> _cut = [];

    // References that a record cannot do without are kept first: a circle is cut where nothing is required, or where it is least sure.
    private DraftOrder(IReadOnlyList<TableDraft> drafts)
    {
        _drafts = drafts;
        _parents = drafts.ToDictionary(draft => draft.Name, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        var references = drafts
            .SelectMany(draft => draft.Columns.Select(column => (Table: draft.Name, Column: column)))
            .Where(reference => reference.Column is { IsSure: true, Parent: not null } && reference.Column.Parent != reference.Table)
            .OrderByDescending(reference => reference.Column.Target.IsRequired)
            .ThenByDescending(reference => reference.Column.Evidence.Confidence);
        foreach (var (table, column) in references)
        {
            if (Leads(column.Parent!, table))
            {
                _cut.Add((table, column.Target.Column.Name));
            }
            else
            {
                _parents[table].Add(column.Parent!);
            }
        }
    }

    /// <summary>The drafts, parents first; otherwise in the order given.</summary>
    public static IReadOnlyList<TableDraft> Of(IReadOnlyList<TableDraft> drafts)
    {
        var order = new DraftOrder(drafts);
        var (ordered, names) = (new List<TableDraft>(), new HashSet<string>(StringComparer.Ordinal));
        while (ordered.Count < drafts.Count)
        {
            var next = drafts.First(draft => !names.Contains(draft.Name) && order._parents[draft.Name].All(names.Contains));
            names.Add(next.Name);
            ordered.Add(order.Settled(next));
        }

        return ordered;
    }

    private bool Leads(string from, string to) => from == to || _parents[from].Any(parent => Leads(parent, to));

    private TableDraft Settled(TableDraft draft) => draft with { Columns = [.. draft.Columns.Select(column => Settled(draft.Name, column))] };

    private ColumnDraft Settled(string table, ColumnDraft column) => column switch
    {
        { Parent: { } parent, IsSure: true } when !_drafts.First(draft => draft.Name == parent).IsSure => column with { Blocked = $"its table plan '{parent}' is a proposal only" },
        { Parent: { } parent } when _cut.Contains((table, column.Target.Column.Name)) => column with { Blocked = $"closes a circle with '{parent}'" },
        _ => column,
    };
}
