using Reprise.Core.Catalogs;
using Reprise.Core.Lineage;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>A target table, or a part of it, that rows of a source table are or were planned for.</summary>
/// <param name="Run">Newest run that planned it.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Tables">Table plans of it that make records there; conditions tell them apart.</param>
internal sealed record RowPlace(RunId Run, RunPlan Plan, IReadOnlyList<RunTable> Tables)
{
    public TableName Target => Tables[0].Target.Name;

    public string Origin => Tables[0].Origin;

    public IReadOnlyList<string> Names => [.. Tables.Select(table => table.Name)];

    /// <summary>Places of a source table, those of newer plans first.</summary>
    public static IReadOnlyList<RowPlace> Of(IReadOnlyList<(RunId Run, RunPlan Plan)> plans, string source)
    {
        var places = new Dictionary<(TableName Target, string Origin), RowPlace>();
        foreach (var (run, plan) in plans)
        {
            foreach (var group in plan.Tables.Where(table => string.Equals(table.Source, source, StringComparison.OrdinalIgnoreCase)).GroupBy(table => (table.Target.Name, table.Origin)))
            {
                places.TryAdd(group.Key, new RowPlace(run, plan, [.. group]));
            }
        }

        return [.. places.Values];
    }

    /// <summary>The canonical key of a row here.</summary>
    /// <param name="words">As somebody wrote it.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <returns>Null when it is none.</returns>
    public string? KeyOf(IReadOnlyList<string> words, out string? problem)
    {
        var (table, read) = (Tables[0], Plan.Source(Tables[0].Source));
        problem = null;
        if (KeySpelling.Split(words, table.Key.Count) is not { } values)
        {
            problem = $"the key of {table.Source} has the columns {string.Join(", ", table.Key)}: give a value for each, in that order.";
            return null;
        }

        var key = KeySpelling.Canonical(read, table, values, out var misfit);
        if (misfit is not null)
        {
            problem = $"the column {misfit} of {table.Source} is {read.Table.Find(misfit)?.DeclaredType} and has no such value.";
        }

        return key;
    }
}
