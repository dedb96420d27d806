using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Text;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Mapping;

/// <summary>Makes run plans of one table, and maps one column through the whole mapper.</summary>
internal static class Bench
{
    public const string Entity = "ud-75";

    public static SourceColumn Column(string declared, bool nullable = true, string name = "value", params string[] labels)
    {
        var dataType = declared.Split('(', ' ')[0];
        var numbers = declared.Contains('(', StringComparison.Ordinal) && labels.Length == 0
            ? declared.Split('(', ')')[1].Split(',').Select(int.Parse).ToArray()
            : [];
        var first = numbers.Length > 0 ? numbers[0] : 0;
        var isMoment = dataType is "datetime" or "timestamp" or "time";
        return new SourceColumn
        {
            Name = name,
            DataType = dataType,
            DeclaredType = declared,
            IsNullable = nullable,
            IsUnsigned = declared.Contains("unsigned", StringComparison.Ordinal) || declared.Contains("zerofill", StringComparison.Ordinal),
            IsZeroFill = declared.Contains("zerofill", StringComparison.Ordinal),
            Length = dataType is "char" or "varchar" or "binary" or "varbinary" ? first : null,
            Precision = isMoment ? 0 : first,
            Scale = numbers.Length > 1 ? numbers[1] : 0,
            FractionalDigits = isMoment ? first : 0,
            Labels = labels,
            Collation = dataType is "char" or "varchar" or "enum" or "set" || dataType.EndsWith("text", StringComparison.Ordinal) ? "utf8mb4_general_ci" : null,
        };
    }

    public static SourceTable Table(string name, IReadOnlyList<SourceColumn> columns, params string[] primaryKey) =>
        new(name, "InnoDB", IsTransactional: true, 0, 0, string.Empty, null, columns, primaryKey, [], [], []);

    public static TargetTable Target(params TargetColumn[] columns) => new(new TableName("public", "target"), columns, [], [], [], []);

    public static TargetColumn To(string name, PgType type, bool nullable = true) => new(name, type, nullable, false, false, false, null);

    public static (RunPlan Plan, RunTable Table) Plan(SourceTable source, IReadOnlyList<BatchColumn> read, TargetTable target, IReadOnlyList<ColumnRule> rules, IdRule? id = null, TableDefinition? definition = null)
    {
        var table = new RunTable
        {
            Name = "plan",
            Source = source.Name,
            Target = target,
            Lot = TablePlan.DefaultLot,
            DependsOn = [],
            Key = source.PrimaryKey,
            Id = id,
            Rules = rules,
            Definition = definition,
        };
        var plan = new RunPlan
        {
            Entity = Entity,
            EntityName = "Union départementale de Paris",
            Plan = "p",
            PlanVersion = 1,
            PlanFingerprint = string.Empty,
            SourceServer = string.Empty,
            Parallelism = 1,
            RequiresApproval = false,
            Gates = GateThresholds.Default,
            ChunkRows = 1,
            Sources = [new SourceRead(source, read, source.PrimaryKey)],
            Tables = [table],
            Lots = [TablePlan.DefaultLot],
        };
        return (plan, table);
    }

    /// <summary>Maps values of one column; the rule is the only one of its plan.</summary>
    public static Mapped Map(
        SourceColumn column,
        PgType target,
        object?[] values,
        bool nullable = true,
        string? otherwise = null,
        bool blankAsNull = false,
        ColumnProfile? profile = null,
        ColumnType? type = null,
        string? timeZone = null,
        UuidOrder? uuidOrder = null)
    {
        var read = new BatchColumn(column.Name, type ?? SnapshotTypes.For(column, profile));
        var (plan, table) = Plan(
            Table("t", [column]),
            [read],
            Target(To("target", target, nullable)),
            [new SourceColumnRule("target", column.Name, blankAsNull, otherwise, 1) { UuidOrder = uuidOrder }]);
        var mapper = new TableMapper(plan with { TimeZone = timeZone }, table);
        var source = Batches.Of(new Cells(column.Name, read.Type, values));
        using var batch = mapper.Map(source, 1, 0);
        return Mapped.Of(batch, 1, source.Columns[0], mapper.OutputColumns[1]);
    }
}

/// <summary>What became of the rows of one column.</summary>
/// <param name="Texts">Value of each row; null for null; the reason in angle brackets for a row held back.</param>
/// <param name="Coercions"><c>rule count</c> of each rule.</param>
/// <param name="Samples">All samples.</param>
/// <param name="IsHandedOn">True when the column is the source's own.</param>
/// <param name="Output">Declared type of the column.</param>
internal sealed record Mapped(string?[] Texts, string[] Coercions, string[] Samples, bool IsHandedOn, ColumnType Output)
{
    public static Mapped Of(MappedBatch batch, int index, Column source, BatchColumn output)
    {
        var column = batch.Rows.Columns[index];
        var refusals = batch.Quarantined.GroupBy(row => row.Key).ToDictionary(row => row.Key, row => row.Single().Reason);
        var texts = Enumerable.Range(0, column.Count).Select(row =>
            batch.IsExcluded(row) ? $"<{refusals[SourceKey.Ordinal(1, row)]}>" : column.IsNull(row) ? null : CellText.Describe(column, row));
        return new Mapped(
            [.. texts],
            [.. batch.Coercions.Select(coercion => $"{coercion.Rule} {coercion.Count}")],
            [.. batch.Coercions.SelectMany(coercion => coercion.Samples)],
            ReferenceEquals(column, source),
            output.Type);
    }
}
