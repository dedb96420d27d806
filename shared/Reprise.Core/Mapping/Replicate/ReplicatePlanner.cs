using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Entities;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Writes the plan that copies a source's schema as it is. Pure: the same catalog and profiles give the same plan.</summary>
public static class ReplicatePlanner
{
    /// <summary>The plan of a source.</summary>
    /// <param name="catalog">What the source holds.</param>
    /// <param name="profiles">What its values say where types cannot tell.</param>
    /// <param name="schema">PostgreSQL schema to fill.</param>
    /// <param name="choices">Types that somebody chose; null = none.</param>
    /// <param name="replacements">What somebody chose to stand for values without a form; null = nothing.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: a choice that cannot be.</exception>
    public static ReplicaPlan Plan(SourceCatalog catalog, IReadOnlyList<ColumnProfile> profiles, string schema, IReadOnlyList<TypeChoice>? choices = null, IReadOnlyList<ReplacementChoice>? replacements = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(schema);
        var findings = new FindingList();
        var relations = new NameAllocator();
        var chosen = TypeChoices.Checked(catalog, choices ?? []);
        var tables = Tables(catalog, profiles, relations, new ColumnTranslator(findings, chosen), findings);
        var replaced = Replacements.Checked(catalog, tables, replacements ?? []);
        ReportZeroDates(profiles, replaced, findings);
        var indexes = new IndexTranslator(relations, findings);
        var checks = new CheckTranslator(findings);
        var foreignKeys = new ForeignKeyTranslator(tables.ToDictionary(table => table.Source.Name), findings);
        var planned = tables.ToDictionary(table => table, table => new TableDefinition(
            table.Name,
            table.Source.Comment,
            table.Ordered,
            [.. table.Source.PrimaryKey.Select(table.Find).OfType<ColumnDefinition>().Select(column => column.Name)],
            indexes.Translate(table),
            foreignKeys.Translate(table),
            checks.Translate(table)));
        var respelled = new ReplicaSpellings(catalog);
        findings.Add(catalog.OwnFeatures().Select(FeatureFindings.Of));
        return new ReplicaPlan(
            [.. tables.Select(table => new SourceRead(table.Source, table.Read, RowKey.Of(table.Source)))],
            [.. ReplicaOrder.ParentsFirst(tables, foreignKeys.Parents).Select(entry => Concrete(entry.Table, entry.DependsOn, planned[entry.Table], schema, chosen, replaced) with { Respelled = respelled.Of(entry.Table, planned[entry.Table]) })],
            findings.All);
    }

    private static List<ReplicaTable> Tables(SourceCatalog catalog, IReadOnlyList<ColumnProfile> profiles, NameAllocator relations, ColumnTranslator translator, FindingList findings)
    {
        var asked = profiles.ToDictionary(profile => (profile.Table, profile.Column));
        var own = catalog.Tables
            .SelectMany(table => table.Columns, (table, column) => (Key: (table.Name, column.Name), Type: TypeOf(table, column, asked.GetValueOrDefault((table.Name, column.Name)))))
            .ToDictionary(entry => entry.Key, entry => entry.Type);
        var joint = new JointTypes(catalog, own);
        var names = catalog.Tables.ToDictionary(table => table.Name, table => relations.Take(table.Name));
        var tables = new List<ReplicaTable>();
        foreach (var table in catalog.Tables)
        {
            ReportTable(table, names[table.Name], findings);
            var taken = new NameAllocator();
            var columns = table.Columns.ToDictionary(
                column => column.Name,
                column => translator.Translate(table, column, taken.Take(column.Name), joint[table.Name, column.Name]));
            tables.Add(new ReplicaTable(
                table,
                names[table.Name],
                [.. table.Columns.Select(column => new BatchColumn(column.Name, own[(table.Name, column.Name)]))],
                columns));
            Reserve(tables[^1], relations);
        }

        return tables;
    }

    /// <summary>A mapped plan reads such a column as text whatever its values are: its source keys must not change their form with them.</summary>
    private static ColumnType TypeOf(SourceTable table, SourceColumn column, ColumnProfile? profile) =>
        profile is { IsUuid: true } ? new ColumnType(ValueKind.Uuid) : SnapshotTypes.For(table, column, profile);

    /// <summary>Names that PostgreSQL gives by itself to what a table brings along.</summary>
    private static void Reserve(ReplicaTable table, NameAllocator relations)
    {
        relations.Reserve($"{table.Name}_pkey");
        table.Constraints.Reserve($"{table.Name}_pkey");
        foreach (var column in table.Ordered.Where(column => column.IsIdentity))
        {
            relations.Reserve($"{table.Name}_{column.Name}_seq");
        }
    }

    private static RunTable Concrete(ReplicaTable table, IReadOnlyList<string> dependsOn, TableDefinition definition, string schema, IReadOnlyDictionary<(string Table, string Column), TypeChoice> chosen, IReadOnlyDictionary<(string Table, string Column), string> replaced) => new()
    {
        Name = table.Source.Name,
        Source = table.Source.Name,
        Target = Target(definition, schema),
        Lot = TablePlan.DefaultLot,
        DependsOn = dependsOn,
        Key = RowKey.Of(table.Source),
        Rules = [.. table.Source.Columns.Select(column => new SourceColumnRule(table.Columns[column.Name].Name, column.Name, BlankAsNull: false, replaced.GetValueOrDefault((table.Source.Name, column.Name)), Line: 0) { UuidOrder = chosen.GetValueOrDefault((table.Source.Name, column.Name))?.UuidOrder })],
        Definition = definition,
    };

    private static TargetTable Target(TableDefinition definition, string schema) => new(
        new TableName(schema, definition.Name),
        [.. definition.Columns.Select(column => new TargetColumn(
            column.Name,
            column.Type,
            column.IsNullable,
            HasDefault: column.DefaultSql is not null || column.IsIdentity,
            column.IsIdentity,
            IsGenerated: false,
            Sequence: null))],
        definition.PrimaryKey,
        [.. definition.ForeignKeys.Select(key => new TargetForeignKey(key.Name, key.Columns, new TableName(schema, key.ReferencedTable), key.ReferencedColumns))],
        [.. UniqueIndexes(definition)],
        [.. definition.Checks.Select(check => new TargetCheck(check.Name, check.Expression))]);

    private static IEnumerable<TargetUniqueIndex> UniqueIndexes(TableDefinition definition)
    {
        if (definition.PrimaryKey.Count > 0)
        {
            yield return new TargetUniqueIndex($"{definition.Name}_pkey", [.. definition.PrimaryKey.Select(PgSql.Quote)], Predicate: null, NullsNotDistinct: false);
        }

        foreach (var index in definition.Indexes.Where(index => index.IsUnique))
        {
            yield return new TargetUniqueIndex(
                index.Name,
                [.. index.Parts.Select(part => part.EndsWith(" DESC", StringComparison.Ordinal) ? part[..^" DESC".Length] : part)],
                Predicate: null,
                NullsNotDistinct: false);
        }
    }

    private static void ReportTable(SourceTable table, string name, FindingList findings)
    {
        if (name != table.Name)
        {
            findings.Add(FindingCodes.Renamed, table.Name, string.Empty, $"The table is called '{name}': its name is longer than PostgreSQL's 63 bytes, or differs from another only by case.");
        }

        if (!table.IsTransactional)
        {
            findings.Add(FindingCodes.NotTransactional, table.Name, string.Empty, $"The engine {table.Engine} has no transactions: the table is read consistently only while it is locked or nobody writes.");
        }

        if (RowKey.Of(table).Count == 0)
        {
            findings.Add(FindingCodes.NoKey, table.Name, string.Empty, "The table has no key: its rows are known by their place in the snapshot.");
        }

        findings.Add(table.Features().Select(FeatureFindings.Of));
    }

    /// <summary>Only columns that take no null are asked: where null is allowed, zero dates become null, and are counted as they are read.</summary>
    private static void ReportZeroDates(IReadOnlyList<ColumnProfile> profiles, IReadOnlyDictionary<(string Table, string Column), string> replaced, FindingList findings)
    {
        foreach (var profile in profiles.Where(profile => profile.ZeroDates > 0))
        {
            if (replaced.TryGetValue((profile.Table, profile.Column), out var value))
            {
                findings.Add(FindingCodes.ZeroDatesReplaced, profile.Table, profile.Column, $"{profile.ZeroDates} zero or partial date(s) become {value}, as configuration says.");
            }
            else
            {
                findings.Add(FindingCodes.ZeroDatesQuarantined, profile.Table, profile.Column, $"{profile.ZeroDates} row(s) with a zero or partial date go to quarantine, because the column is NOT NULL. 'otherwise' names a date to stand for them.");
            }
        }
    }
}
