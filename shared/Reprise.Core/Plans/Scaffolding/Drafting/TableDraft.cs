using Reprise.Core.Plans.Scaffolding.Matching;

namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>A proposed table plan.</summary>
/// <param name="Name">Name of the table plan.</param>
/// <param name="Pair">Source and target table, and how sure that is.</param>
/// <param name="Columns">Proposed rules in the order of the target's columns.</param>
internal sealed record TableDraft(string Name, TablePair Pair, IReadOnlyList<ColumnDraft> Columns)
{
    /// <summary>How ids are made; null when no strategy fits the target.</summary>
    public IdRule? Id { get; init; }

    /// <summary>Why it is written as a comment although its tables fit; null = it is not.</summary>
    public string? Blocked { get; init; }

    /// <summary>True when it is written as a table plan.</summary>
    public bool IsSure => Pair.Evidence.IsSure && Blocked is null;

    /// <summary>Target columns that no rule fills.</summary>
    public IEnumerable<NamedTargetColumn> Unfilled => Pair.Target.Columns.Where(column => !Columns.Any(draft => draft.Target == column));

    /// <summary>Source columns that no rule written reads, the key aside.</summary>
    public IEnumerable<NamedSourceColumn> Unused
    {
        get
        {
            var used = Columns.Where(draft => draft.IsSure).SelectMany(draft => draft.Sources).Concat(Pair.Source.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return Pair.Source.Columns.Where(column => !used.Contains(column.Column.Name));
        }
    }
}
