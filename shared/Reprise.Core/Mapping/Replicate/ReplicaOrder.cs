namespace Reprise.Core.Mapping.Replicate;

/// <summary>The order of tables, parents first. A cycle is broken where it closes: foreign keys are built when all tables are full.</summary>
internal static class ReplicaOrder
{
    /// <summary>Tables in order, each with the names of those that have to come before it; without cycles.</summary>
    public static IReadOnlyList<(ReplicaTable Table, IReadOnlyList<string> DependsOn)> ParentsFirst(IReadOnlyList<ReplicaTable> tables, Func<ReplicaTable, IEnumerable<ReplicaTable>> parents)
    {
        var ordered = new List<(ReplicaTable Table, IReadOnlyList<string> DependsOn)>();
        var seen = new HashSet<ReplicaTable>();
        var placed = new HashSet<ReplicaTable>();

        // An explicit stack: a chain of a thousand tables is no reason to run out of it.
        var stack = new Stack<(ReplicaTable Table, Queue<ReplicaTable> Parents)>();
        foreach (var start in tables)
        {
            Enter(start);
            while (stack.TryPeek(out var top))
            {
                if (top.Parents.TryDequeue(out var parent))
                {
                    Enter(parent);
                    continue;
                }

                stack.Pop();
                ordered.Add((top.Table, [.. parents(top.Table).Where(placed.Contains).Select(table => table.Source.Name)]));
                placed.Add(top.Table);
            }
        }

        return ordered;

        void Enter(ReplicaTable table)
        {
            if (seen.Add(table))
            {
                stack.Push((table, new Queue<ReplicaTable>(parents(table))));
            }
        }
    }
}
