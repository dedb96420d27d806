using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Checking;

/// <summary>Can a gate be measured on the databases as they are? What PostgreSQL itself has to say about expressions is asked of it afterwards.</summary>
internal sealed class GateChecks(FileProblems problems)
{
    public void Check(QualityGate gate, CheckedTable table)
    {
        if (table.Target is not { } target)
        {
            return;
        }

        foreach (var column in gate.Columns.Concat((gate.Groups?.By ?? []).Select(column => column.Name)).Where(column => target.Find(column) is null))
        {
            problems.Add(
                ProblemCodes.UnknownTargetColumn,
                gate.Line,
                $"Gate '{gate.Name}': the target table {target.Name} has no column {Spelling.Show(column)}.",
                Spelling.Suggest(column, target.Columns.Select(candidate => candidate.Name), "Name one of its columns."));
        }

        if (gate.Measure == GateMeasure.Referential && target.Find(gate.Columns[0]) is not null && !table.Plan.Columns.OfType<ReferenceRule>().Any(rule => rule.Column == gate.Columns[0]))
        {
            Report(gate, $"the column {Spelling.Show(gate.Columns[0])} is filled by no rule with 'reference', so that no row refers to a parent by it.", "Name a column that one fills.");
        }

        if (gate.Measure == GateMeasure.Review && table.Plan.Duplicates is null)
        {
            Report(gate, $"the table plan '{table.Plan.Name}' has no 'duplicates', so that no pair is left to a person.", "Add them, or remove the gate.");
        }

        if (gate.Groups is not null)
        {
            CheckFigure(gate, target);
            CheckSource(SumSources.Complete(gate, table.Plan, table.Source), table.Source);
        }
    }

    private void CheckFigure(QualityGate gate, TargetTable target)
    {
        if (target.Find(gate.Columns[0]) is { } figure && figure.Type.Kind is not (PgKind.Int2 or PgKind.Int4 or PgKind.Int8 or PgKind.Numeric or PgKind.Float4 or PgKind.Float8))
        {
            Report(gate, $"the column '{figure.Name}' holds no numbers.", "Add up a numeric column.");
        }

        foreach (var column in gate.Groups!.By.Where(column => column.IsYear && target.Find(column.Name) is { } found && !IsDated(found.Type.Kind)))
        {
            Report(gate, $"the column '{column.Name}' has no year.", "Group by the year of a date or time.");
        }
    }

    private void CheckSource(QualityGate gate, SourceTable? source)
    {
        var groups = gate.Groups!;
        if (groups.Source is null || groups.SourceBy.Count != groups.By.Count)
        {
            Report(gate, "the plan does not fill every column of the sum from a source column, so that there is nothing to compare with.", "Say where the source keeps them: source: { column: …, by: [ … ] }.");
            return;
        }

        if (source is null)
        {
            return;
        }

        foreach (var column in groups.SourceBy.Select(column => column.Name).Prepend(groups.Source).Where(column => source.Find(column) is null))
        {
            problems.Add(
                ProblemCodes.UnknownSourceColumn,
                gate.Line,
                $"Gate '{gate.Name}': the source table '{source.Name}' has no column {Spelling.Show(column)}.",
                Spelling.Suggest(column, source.Columns.Select(candidate => candidate.Name), "Name one of its columns."));
        }

        if (source.Find(groups.Source) is { } figure && !HoldsNumbers(figure.DataType))
        {
            Report(gate, $"the source column '{figure.Name}' ({figure.DataType}) holds no numbers.", "Add up a numeric column, or one of text that holds plain numbers such as 12.50.");
        }
    }

    private static bool IsDated(PgKind kind) => kind is PgKind.Date or PgKind.Timestamp or PgKind.TimestampTz;

    private static bool HoldsNumbers(string type) => type is "tinyint" or "smallint" or "mediumint" or "int" or "integer" or "bigint" or "decimal" or "numeric" or "float" or "double" or "real"
        or "year" or "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext";

    private void Report(QualityGate gate, string what, string remedy) => problems.Add(ProblemCodes.GateColumn, gate.Line, $"Gate '{gate.Name}': {what}", remedy);
}
