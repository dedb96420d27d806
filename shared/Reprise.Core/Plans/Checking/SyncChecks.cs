using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Sync;

namespace Reprise.Core.Plans.Checking;

/// <summary>Can the table plan follow its source as it says?</summary>
internal sealed class SyncChecks(IReadOnlyList<CheckedTable> tables, FileProblems problems)
{
    public void Check(CheckedTable table)
    {
        if (table.Plan.Sync is not { } rule)
        {
            return;
        }

        CheckWatermark(table, rule);
        CheckSoftDelete(table, rule);
        CheckPolicy(table, rule);
    }

    /// <summary>Table plans that may make each other's records are of one mind about them.</summary>
    private void CheckPolicy(CheckedTable table, SyncRule rule)
    {
        var plan = table.Plan;
        if (tables.FirstOrDefault(other => other.Plan.Name != plan.Name && other.Plan.From == plan.From && other.Plan.Part == plan.Part && other.Plan.To == plan.To && IsOtherwise(other.Plan.Sync ?? SyncRule.Default, rule)) is { } different)
        {
            ImpossibleDelete(table, rule, $"the table plan '{different.Plan.Name}' makes records of the same rows in {plan.To}, and treats deleted ones otherwise.", "Give both the same 'deletes' and 'soft_delete', for instance by a fragment.");
        }
    }

    private static bool IsOtherwise(SyncRule other, SyncRule rule) => other.Deletes != rule.Deletes || other.SoftDelete != rule.SoftDelete;

    private void CheckWatermark(CheckedTable table, SyncRule rule)
    {
        if (rule.Watermark is not { } name || table.Source is not { } source)
        {
            return;
        }

        if (source.Find(name) is not { } column)
        {
            problems.Add(
                ProblemCodes.UnknownSourceColumn,
                rule.Line,
                $"Table plan '{table.Plan.Name}', sync: the source table '{source.Name}' has no column {Spelling.Show(name)}.",
                Spelling.Suggest(name, source.Columns.Select(candidate => candidate.Name), "Name the column that every insert and update raises."));
            return;
        }

        if (WatermarkValue.KindOf(column) is null)
        {
            Impossible(table, rule, $"the column '{column.Name}' ({column.DataType}) cannot be a watermark.", "Name a date, datetime, timestamp or whole-number column, or leave 'watermark' out: changes are then found by comparing digests.");
        }

        if (tables.FirstOrDefault(other => other.Source?.Name == source.Name && other.Plan.Name != table.Plan.Name && IsOther(other.Plan.Sync, rule)) is { } different)
        {
            Impossible(table, rule, $"the table plan '{different.Plan.Name}' reads '{source.Name}' too, and has another watermark or overlap.", "A source table is read once: give all table plans of it the same 'watermark' and 'overlap', for instance by a fragment.");
        }
    }

    private static bool IsOther(SyncRule? other, SyncRule rule) =>
        other is { Watermark: { } watermark } && (!string.Equals(watermark, rule.Watermark, StringComparison.OrdinalIgnoreCase) || other.Overlap != rule.Overlap);

    private void CheckSoftDelete(CheckedTable table, SyncRule rule)
    {
        if (rule.SoftDelete is not { } mark || table.Target is not { } target)
        {
            return;
        }

        if (target.Find(mark.Column) is not { } column)
        {
            problems.Add(
                ProblemCodes.UnknownTargetColumn,
                rule.Line,
                $"Table plan '{table.Plan.Name}', sync: the target table {target.Name} has no column {Spelling.Show(mark.Column)}.",
                Spelling.Suggest(mark.Column, target.Columns.Select(candidate => candidate.Name), "Name the column that marks a record as deleted."));
        }
        else if (column.IsGenerated || column.Name == table.Plan.Id.Column)
        {
            ImpossibleDelete(table, rule, $"the column '{column.Name}' cannot be written to.", "Name the column that marks a record as deleted.");
        }
        else if (mark.Value is null && column.Type.Kind is not (PgKind.Date or PgKind.Timestamp or PgKind.TimestampTz))
        {
            ImpossibleDelete(table, rule, $"the column '{column.Name}' holds no moment.", "Add the value that marks a record as deleted, such as 'value: false'.");
        }
        else if (mark.Value is { } value && !ConstantForm.Fits(value, column.Type))
        {
            ImpossibleDelete(table, rule, $"the value is none of the column '{column.Name}'.", ConstantForm.Advice(column.Type));
        }
    }

    private void Impossible(CheckedTable table, SyncRule rule, string what, string remedy) =>
        problems.Add(ProblemCodes.ImpossibleWatermark, rule.Line, $"Table plan '{table.Plan.Name}', sync: {what}", remedy);

    private void ImpossibleDelete(CheckedTable table, SyncRule rule, string what, string remedy) =>
        problems.Add(ProblemCodes.ImpossibleDelete, rule.Line, $"Table plan '{table.Plan.Name}', sync: {what}", remedy);
}
