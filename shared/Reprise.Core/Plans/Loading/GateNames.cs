using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Are gates told apart by their names, and do the table plans that they name exist?</summary>
internal sealed class GateNames(FileProblems problems)
{
    public void Check(IReadOnlyList<GateDocument> gates, IReadOnlyList<TablePlanDocument> tables)
    {
        var lines = new Dictionary<string, int>();
        foreach (var gate in gates)
        {
            if (gate.Name is Runs.Gates.Conservation or Runs.Gates.QuarantinedPercent or Runs.Gates.DeletedPercent)
            {
                problems.Add(ProblemCodes.DuplicateGate, gate.Root.LineOf("gate"), $"{Spelling.Show(gate.Name)} is a gate that every run has.", "Give this one another name.");
            }
            else if (gate.Name is { } name && !lines.TryAdd(name, gate.Root.LineOf("gate")))
            {
                problems.Add(ProblemCodes.DuplicateGate, gate.Root.LineOf("gate"), $"The gate {Spelling.Show(name)} is already on line {lines[name]}.", "Give each a name of its own: a waiver names it.");
            }

            if (gate.Table is { } table && tables.All(candidate => candidate.Name != table))
            {
                problems.Add(
                    ProblemCodes.UnknownTablePlan,
                    gate.Root.LineOf("table"),
                    $"{Spelling.Show(table)} is no table plan of this plan.",
                    Spelling.Suggest(table, tables.Select(candidate => candidate.Name).OfType<string>(), "Name one that this plan has."));
            }
        }
    }
}
