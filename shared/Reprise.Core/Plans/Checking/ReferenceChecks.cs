using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Checking;

/// <summary>Do references lead where the target's columns want to be led?</summary>
internal sealed class ReferenceChecks(IReadOnlyList<CheckedTable> tables, FileProblems problems)
{
    public void Check(CheckedTable table)
    {
        foreach (var reference in table.Plan.Columns.OfType<ReferenceRule>())
        {
            if (tables.FirstOrDefault(candidate => candidate.Plan.Name == reference.TablePlan) is { } parent)
            {
                CheckKey(reference, parent);
                CheckColumn(reference, table, parent);
            }
        }
    }

    // A key written in the plan was compared when the plan was read.
    private void CheckKey(ReferenceRule reference, CheckedTable parent)
    {
        if (parent.Plan.Key.Count == 0 && parent.Key.Count > 0 && parent.Key.Count != reference.From.Count)
        {
            problems.Add(
                ProblemCodes.ReferenceKey,
                reference.Line,
                $"The reference has {reference.From.Count} column(s), the primary key of '{parent.Plan.From}' has {parent.Key.Count}.",
                $"Name the columns that hold {Spelling.List(parent.Key)}, in that order.");
        }
    }

    private void CheckColumn(ReferenceRule reference, CheckedTable table, CheckedTable parent)
    {
        if (table.Target is not { } target || target.Find(reference.Column) is not { IsGenerated: false } column || parent.Id is not { } id)
        {
            return;
        }

        if (column.Type.Kind != id.Type.Kind)
        {
            problems.Add(
                ProblemCodes.ReferenceType,
                reference.Line,
                $"The column '{column.Name}' is not of the type of the id '{id.Name}' of {parent.Plan.To} that it would hold.",
                "Refer to the table plan that fills the table this column refers to.");
        }
        else if (target.ForeignKeys.FirstOrDefault(key => key.Columns is [var only] && only == column.Name) is { } key && !LeadsTo(key, parent.Plan))
        {
            problems.Add(
                ProblemCodes.ReferenceTarget,
                reference.Line,
                $"The foreign key '{key.Name}' leads from '{column.Name}' to {key.ReferencedTable}, the reference to the id of {parent.Plan.To}.",
                $"Refer to a table plan that fills {key.ReferencedTable}.");
        }
    }

    private static bool LeadsTo(TargetForeignKey key, TablePlan parent) =>
        key.ReferencedTable == parent.To && key.ReferencedColumns is [var column] && column == parent.Id.Column;
}
