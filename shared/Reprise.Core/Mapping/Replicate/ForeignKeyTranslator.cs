using Reprise.Core.Catalogs;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Foreign keys as PostgreSQL can have them: the columns referred to are unique, and of types that compare.</summary>
internal sealed class ForeignKeyTranslator(IReadOnlyDictionary<string, ReplicaTable> tables, FindingList findings)
{
    /// <summary>Foreign keys of a table.</summary>
    public IReadOnlyList<ForeignKeyDefinition> Translate(ReplicaTable table) =>
        [.. table.Source.ForeignKeys.Select(key => Translate(table, key)).OfType<ForeignKeyDefinition>()];

    /// <summary>The tables a table refers to, itself left out.</summary>
    public IEnumerable<ReplicaTable> Parents(ReplicaTable table) =>
        table.Source.ForeignKeys.Select(key => tables.GetValueOrDefault(key.ReferencedTable)).OfType<ReplicaTable>().Where(parent => parent != table).Distinct();

    private ForeignKeyDefinition? Translate(ReplicaTable table, SourceForeignKey key)
    {
        if (!tables.TryGetValue(key.ReferencedTable, out var parent))
        {
            return Refuse(table, key, "the table it refers to is not in this database");
        }

        var from = key.Columns.Select(table.Find).OfType<ColumnDefinition>().ToList();
        var to = key.ReferencedColumns.Select(parent.Find).OfType<ColumnDefinition>().ToList();
        if (from.Count != key.Columns.Count || to.Count != from.Count)
        {
            return Refuse(table, key, "not all of its columns are there");
        }

        if (!IsUnique(parent.Source, key.ReferencedColumns))
        {
            return Refuse(table, key, "the columns it refers to are not unique, which PostgreSQL asks for");
        }

        if (from.Zip(to).Any(pair => !ReplicaTypes.CanRefer(pair.First.Type, pair.Second.Type)))
        {
            return Refuse(table, key, "its types do not compare in PostgreSQL");
        }

        ReportCase(table, key);
        return new ForeignKeyDefinition(
            table.Constraints.Take(key.Name),
            [.. from.Select(column => column.Name)],
            parent.Name,
            [.. to.Select(column => column.Name)],
            Action(table, key, key.OnDelete),
            Action(table, key, key.OnUpdate));
    }

    /// <summary>InnoDB also accepts references to columns that are only indexed: https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html.</summary>
    private static bool IsUnique(SourceTable table, IReadOnlyList<string> columns)
    {
        var wanted = columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return wanted.SetEquals(table.PrimaryKey)
            || table.Indexes.Any(index => index is { IsUnique: true, Kind: "BTREE" or "HASH" }
                && index.Parts.All(part => part is { Column: not null, PrefixLength: null })
                && wanted.SetEquals(index.Parts.Select(part => part.Column!)));
    }

    private string Action(ReplicaTable table, SourceForeignKey key, string action)
    {
        switch (action.ToUpperInvariant())
        {
            case "CASCADE" or "SET NULL" or "RESTRICT" or "NO ACTION":
                return action.ToUpperInvariant();
            default:
                findings.Add(FindingCodes.ForeignKeyChanged, table.Source.Name, string.Empty, $"The foreign key '{key.Name}' has NO ACTION instead of '{action}', which InnoDB never carried out.");
                return "NO ACTION";
        }
    }

    private void ReportCase(ReplicaTable table, SourceForeignKey key)
    {
        if (key.Columns.Any(name => table.Source.Find(name) is { } column && ReplicaTypes.IgnoresCase(column)))
        {
            findings.Add(
                FindingCodes.CaseInsensitiveReference,
                table.Source.Name,
                string.Empty,
                $"The foreign key '{key.Name}' compares text exactly: a reference that differs from its parent by case or accents gets the parent's spelling, counted; where others refer to it in turn, it is an orphan in PostgreSQL.");
        }
    }

    private ForeignKeyDefinition? Refuse(ReplicaTable table, SourceForeignKey key, string why)
    {
        findings.Add(FindingCodes.ForeignKeyNotCarried, table.Source.Name, string.Empty, $"The foreign key '{key.Name}' is not carried: {why}.");
        return null;
    }
}
