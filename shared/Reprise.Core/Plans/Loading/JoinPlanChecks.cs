using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Checks of joined tables that need no catalog: what aliases mean. Table plans of one source table share its reading, and so their aliases.</summary>
internal sealed class JoinPlanChecks(FileProblems problems)
{
    public void Check(IReadOnlyList<TablePlanDocument> tables)
    {
        foreach (var table in tables)
        {
            CheckOrder(table);
        }

        foreach (var group in tables.GroupBy(table => table.From))
        {
            CheckAliases([.. group]);
            CheckSpelling([.. group]);
        }
    }

    private void CheckAliases(IReadOnlyList<TablePlanDocument> tables)
    {
        var known = new Dictionary<string, (TablePlanDocument Of, JoinedRows Joined)>(StringComparer.Ordinal);
        foreach (var (table, joined) in tables.SelectMany(table => table.Joined.Select(joined => (table, joined))))
        {
            if (known.TryAdd(joined.As, (table, joined)))
            {
                continue;
            }

            var (of, first) = known[joined.As];
            if (ReferenceEquals(of, table) || !IsSame(first, joined))
            {
                problems.Add(
                    ProblemCodes.JoinAlias,
                    joined.Line,
                    $"The alias '{joined.As}' is already on line {problems.Show(first.Line)}{(ReferenceEquals(of, table) ? string.Empty : ", and means something else there; table plans of one source table share its reading")}.",
                    "Give each its own alias, or the same table and the same columns.");
            }
        }
    }

    /// <summary>Two attributes of which one name is the other but for case cannot be told apart where the source does not.</summary>
    private void CheckSpelling(IReadOnlyList<TablePlanDocument> tables)
    {
        var read =
            from table in tables
            from pivot in table.Pivot ?? []
            from name in table.Rules.SelectMany(SourceNames.Of).Concat((table.Where ?? []).Select(condition => (condition.Column, condition.Line)))
            where pivot.ColumnOf(name.Column) is not null
            select name;
        foreach (var group in read.GroupBy(name => name.Column, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var other in group.Where(name => name.Column != group.First().Column).Take(1))
            {
                problems.Add(ProblemCodes.JoinAlias, other.Line, $"The attribute {Spelling.Show(other.Column)} is {Spelling.Show(group.First().Column)} elsewhere.", "Write it in one way: names are compared as the source compares them.");
            }
        }
    }

    /// <summary>What a key equals belongs to the table plan's own table, or to one that is joined before.</summary>
    private void CheckOrder(TablePlanDocument table)
    {
        var before = new List<JoinedRows>();
        foreach (var joined in table.Joined)
        {
            foreach (var key in joined.On.Where(key => table.Joined.Any(other => other.ColumnOf(key.To) is not null) && !before.Exists(other => other is SourceJoin && other.ColumnOf(key.To) is not null)))
            {
                problems.Add(ProblemCodes.JoinAlias, joined.Line, $"The join as '{joined.As}' goes by {Spelling.Show(key.To)}, which is not joined before it.", "Put the join of that table first; attributes cannot be joined by.");
            }

            before.Add(joined);
        }
    }

    private static bool IsSame(JoinedRows first, JoinedRows other) =>
        first.Table == other.Table
        && first.On.ToHashSet().SetEquals(other.On)
        && (first, other) switch
        {
            (SourceJoin, SourceJoin) => true,
            (SourcePivot one, SourcePivot two) => (one.Name, one.Value, one.Repeated) == (two.Name, two.Value, two.Repeated),
            _ => false,
        };
}
