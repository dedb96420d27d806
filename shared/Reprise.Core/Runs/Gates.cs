namespace Reprise.Core.Runs;

/// <summary>The gates that every run passes through. Pure.</summary>
public static class Gates
{
    /// <summary>Code of the conservation law.</summary>
    public const string Conservation = "conservation";

    /// <summary>Code of the share of rows in quarantine.</summary>
    public const string QuarantinedPercent = "quarantined_percent";

    /// <summary>Verdicts for every table plan.</summary>
    public static IReadOnlyList<GateVerdict> Evaluate(RunPlan plan, IReadOnlyList<TableFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(figures);
        var verdicts = new List<GateVerdict>();
        foreach (var table in plan.Tables)
        {
            var rows = figures.FirstOrDefault(candidate => candidate.Table == table.Name)?.Rows;
            var unaccounted = rows is null ? 1 : rows.Read - rows.Published - rows.Unchanged - rows.Merged - rows.Quarantined - rows.Filtered;
            verdicts.Add(new GateVerdict(Conservation, table.Name, Math.Abs(unaccounted), 0, unaccounted == 0));
            var percent = rows is null || rows.Read == 0 ? 0 : Math.Round(100m * rows.Quarantined / rows.Read, 3);
            verdicts.Add(new GateVerdict(QuarantinedPercent, table.Name, percent, plan.Gates.QuarantinedPercent, percent <= plan.Gates.QuarantinedPercent));
        }

        return verdicts;
    }
}
