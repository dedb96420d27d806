using Reprise.Core.Columns;
using Reprise.Core.Corrections;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quarantine;

/// <summary>What decisions about rows of one table plan of one run are judged by.</summary>
internal sealed class DecisionContext(RunId run, RunPlan plan, RunTable table)
{
    private readonly SourceRead _read = plan.Source(table.Source);

    /// <summary>Run that held the rows back.</summary>
    public RunId Run => run;

    /// <summary>Table plan.</summary>
    public string Table => table.Name;

    /// <summary>Source table.</summary>
    public string Source => table.Source;

    /// <summary>Tries corrections.</summary>
    public CorrectionTrial Trial { get; } = new(plan, table);

    /// <summary>Source columns.</summary>
    public IReadOnlyList<BatchColumn> Columns => _read.Columns;

    /// <summary>True for a column that rows are known by.</summary>
    public bool IsKey(string column) => table.Key.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of a column as the source declares it, for messages.</summary>
    public string DeclaredType(string column) => _read.Table.Find(column)?.DeclaredType ?? "unknown";
}
