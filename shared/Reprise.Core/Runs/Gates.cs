using Reprise.Core.Sync;

namespace Reprise.Core.Runs;

/// <summary>The gates that every run passes through. Pure.</summary>
public static class Gates
{
    /// <summary>Code of the conservation law.</summary>
    public const string Conservation = "conservation";

    /// <summary>Code of the share of rows in quarantine.</summary>
    public const string QuarantinedPercent = "quarantined_percent";

    /// <summary>Code of the share of records that would be deleted or marked because their rows are gone. Of table plans only that act on it.</summary>
    public const string DeletedPercent = "deleted_percent";

    /// <summary>Verdicts for every table plan.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="figures">What became of the rows that were read.</param>
    /// <param name="whole">The same of all rows that the source has: shares are of these, or a night with three changes, one of them held back, would fail.</param>
    /// <param name="leaving">Records whose rows are gone, of the table plans that delete or mark them.</param>
    public static IReadOnlyList<GateVerdict> Evaluate(RunPlan plan, IReadOnlyList<TableFigures> figures, IReadOnlyList<TableFigures> whole, IReadOnlyList<LeavingRecords> leaving)
    {
        ArgumentNullException.ThrowIfNull(leaving);
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(figures);
        var verdicts = new List<GateVerdict>();
        foreach (var table in plan.Tables)
        {
            var rows = figures.FirstOrDefault(candidate => candidate.Table == table.Name)?.Rows;
            var unaccounted = rows is null ? 1 : rows.Read - rows.Published - rows.Unchanged - rows.Merged - rows.Quarantined - rows.Filtered;
            verdicts.Add(new GateVerdict(Conservation, table.Name, Math.Abs(unaccounted), 0, unaccounted == 0));
            var all = whole.FirstOrDefault(candidate => candidate.Table == table.Name)?.Rows;
            verdicts.Add(AtMost(QuarantinedPercent, table.Name, all?.Quarantined ?? 0, all?.Read ?? 0, plan.Gates.QuarantinedPercent));
            if (leaving.FirstOrDefault(candidate => candidate.Table == table.Name) is { } records)
            {
                verdicts.Add(AtMost(DeletedPercent, table.Name, records.Leaving, records.Known, plan.Gates.DeletedPercent));
            }
        }

        return verdicts;
    }

    private static GateVerdict AtMost(string gate, string table, long part, long of, decimal limit)
    {
        var percent = of == 0 ? 0 : Math.Round(100m * part / of, 3);
        return new GateVerdict(gate, table, percent, limit, percent <= limit);
    }

    /// <summary>Why a word on a run cannot be taken as it is: every failed gate is waived by name and with a reason, or nothing is.</summary>
    /// <param name="failed">Gates that failed and are not waived.</param>
    /// <param name="approval">The word.</param>
    /// <param name="waived">Gates that it names.</param>
    /// <returns>What is wrong and what to do; null when it can be taken.</returns>
    public static string? Objection(IReadOnlyList<GateVerdict> failed, Approval approval, IReadOnlyList<string> waived)
    {
        ArgumentNullException.ThrowIfNull(failed);
        ArgumentNullException.ThrowIfNull(approval);
        ArgumentNullException.ThrowIfNull(waived);
        var names = failed.Select(verdict => verdict.Gate).Distinct(StringComparer.Ordinal).ToList();
        if (!approval.Granted)
        {
            return waived.Count > 0 ? "a refusal waives no gate. Leave the gates out, or approve." : null;
        }

        if (waived.Except(names, StringComparer.Ordinal).ToList() is { Count: > 0 } others)
        {
            return $"no gate {string.Join(", ", others)} has failed. {(names.Count == 0 ? "None has." : $"These have: {string.Join(", ", names)}.")}";
        }

        if (names.Contains(Conservation))
        {
            return $"the gate {Conservation} cannot be waived: rows are not accounted for. Start a new run.";
        }

        if (names.Except(waived, StringComparer.Ordinal).ToList() is { Count: > 0 } open)
        {
            return $"it failed the gates {string.Join(", ", names)}. Waive each by name ({string.Join(' ', open.Select(name => $"--waive {name}"))}) and say why (--reason), or refuse.";
        }

        return names.Count > 0 && string.IsNullOrWhiteSpace(approval.Comment) ? "a waiver needs a reason (--reason), which stands in the minutes." : null;
    }
}
