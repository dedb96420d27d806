using System.Collections.Immutable;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;
using Reprise.Core.Problems;
using Reprise.Core.Quality;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Planning;

/// <summary>A mapped plan beside the catalogs that it was checked against.</summary>
/// <param name="Plan">The plan as written.</param>
/// <param name="Source">The source, or what a snapshot has of it.</param>
/// <param name="Target">The target.</param>
/// <param name="Problems">Misfits; with any, nothing can be made concrete.</param>
/// <param name="Findings">What a person should know.</param>
internal sealed record FittedPlan(Plan Plan, SourceCatalog Source, TargetCatalog Target, ImmutableArray<Problem> Problems, IReadOnlyList<Finding> Findings)
{
    /// <summary>How its source tables are read from the source itself.</summary>
    public SourceReads Reads { get; } = new(Plan, Source);

    /// <summary>The run plan, not sealed.</summary>
    /// <param name="common">What does not depend on the plan.</param>
    /// <param name="reads">How the source tables are read.</param>
    public RunPlan Concrete(RunPlan common, IReadOnlyList<SourceRead> reads)
    {
        ArgumentNullException.ThrowIfNull(common);
        var tables = PlanOrder.ParentsFirst(Plan.Tables);
        var made = tables.Select(table => (Table: Concrete(table, tables, Table(reads, table), Target) with { Joined = Reads.Conditions(table) }, Read: Read(reads, table))).ToList();
        return common with
        {
            Plan = Plan.Name,
            PlanVersion = Plan.Version,
            PlanFingerprint = Plan.Fingerprint,
            Sources = reads,
            Tables = [.. made.Select(entry => entry.Table with { Respelled = MappedSpellings.Of(entry.Table, entry.Read, made) })],
            Lots = PlanOrder.Lots(tables),
            Quality = [.. Plan.Gates.Select(gate => Concrete(gate, Plan, reads))],
            Findings = Findings,
            Written = Plan,
        };
    }

    private static QualityGate Concrete(QualityGate gate, Plan plan, IReadOnlyList<SourceRead> reads)
    {
        var table = plan.Tables.First(candidate => candidate.Name == gate.Table);
        return SumSources.Complete(gate, table, Table(reads, table));
    }

    /// <summary>The source table with what is joined to it.</summary>
    private static SourceTable Table(IReadOnlyList<SourceRead> reads, TablePlan table) => Read(reads, table).Table;

    private static SourceRead Read(IReadOnlyList<SourceRead> reads, TablePlan table) => reads.First(read => read.Table.Name == table.From);

    private static RunTable Concrete(TablePlan table, IReadOnlyList<TablePlan> parentsFirst, SourceTable from, TargetCatalog targetCatalog) =>
        new()
        {
            Name = table.Name,
            Source = from.Name,
            Part = table.Part,
            Target = targetCatalog.Find(table.To)!,
            Lot = table.Lot,
            DependsOn = [.. PlanOrder.Before(table, parentsFirst)],
            Key = table.Key.Count > 0 ? [.. table.Key.Select(column => from.Find(column)!.Name)] : RowKey.Of(from),
            Where = [.. table.Where.Select(condition => condition with { Column = from.Find(condition.Column)!.Name })],
            Id = table.Id,
            Match = table.Match,
            Duplicates = table.Duplicates,
            Sync = Concrete(table.Sync, from),
            Rules = [.. table.Columns.Select(rule => WithCatalogNames(rule, from, targetCatalog))],
        };

    private static SyncRule Concrete(SyncRule? rule, SourceTable from) => rule is null ? SyncRule.Default : rule with { Watermark = rule.Watermark is { } column ? from.Find(column)!.Name : null };

    /// <summary>Column names as the source spells them: MySQL compares them without case, batches do not.</summary>
    private static ColumnRule WithCatalogNames(ColumnRule rule, SourceTable from, TargetCatalog target) => rule switch
    {
        SourceColumnRule column => column with { From = from.Find(column.From)!.Name },
        ReferenceRule reference => reference with { From = [.. reference.From.Select(name => from.Find(name)!.Name)] },
        LookupRule lookup => Concrete(lookup, target.Find(lookup.Table)!).WithInputs([.. lookup.By.Select(by => by with { From = from.Find(by.From)!.Name, Type = target.Find(lookup.Table)!.Find(by.Name)!.Type })]),
        DerivedRule derived => derived.WithInputs([.. derived.Inputs.Select(input => input with { From = from.Find(input.From)!.Name })]),
        _ => rule,
    };

    private static LookupRule Concrete(LookupRule rule, TargetTable table) => rule with { Return = rule.Return ?? table.PrimaryKey[0] };
}
