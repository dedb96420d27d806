namespace Reprise.Core.Catalogs;

/// <summary>What the target database holds, as far as a plan can write to it.</summary>
/// <param name="Server">Version, such as <c>PostgreSQL 15.18</c>.</param>
/// <param name="Tables">Ordinary and partitioned tables outside the system's and Reprise's own schemas.</param>
public sealed record TargetCatalog(string Server, IReadOnlyList<TargetTable> Tables)
{
    /// <summary>The table of that name, or null.</summary>
    public TargetTable? Find(TableName name) => Tables.FirstOrDefault(candidate => candidate.Name == name);
}

/// <summary>Schema and table name in PostgreSQL, unquoted.</summary>
/// <param name="Schema">Schema.</param>
/// <param name="Table">Table.</param>
public sealed record TableName(string Schema, string Table)
{
    /// <summary>Parses <c>schema.table</c> or <c>table</c> (schema <c>public</c>).</summary>
    public static TableName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new TableName("public", text) : new TableName(text[..dot], text[(dot + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Schema}.{Table}";
}

/// <summary>A table of the target.</summary>
/// <param name="Name">Schema and name.</param>
/// <param name="Columns">Columns in order.</param>
/// <param name="PrimaryKey">Primary key columns; empty when none.</param>
/// <param name="ForeignKeys">Foreign keys.</param>
/// <param name="UniqueIndexes">Unique indexes, the primary key's among them.</param>
/// <param name="Checks">CHECK constraints: name and expression.</param>
public sealed record TargetTable(
    TableName Name,
    IReadOnlyList<TargetColumn> Columns,
    IReadOnlyList<string> PrimaryKey,
    IReadOnlyList<TargetForeignKey> ForeignKeys,
    IReadOnlyList<TargetUniqueIndex> UniqueIndexes,
    IReadOnlyList<TargetCheck> Checks)
{
    /// <summary>The column of that name, or null.</summary>
    public TargetColumn? Find(string column) => Columns.FirstOrDefault(candidate => candidate.Name == column);
}

/// <summary>A column of the target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">True when NULL is allowed.</param>
/// <param name="HasDefault">True when a default or identity fills it when left out.</param>
/// <param name="IsIdentity">True for GENERATED ... AS IDENTITY.</param>
/// <param name="IsGenerated">True for GENERATED ALWAYS AS (...) STORED: never written.</param>
/// <param name="Sequence">Sequence that numbers it: owned, identity's, or the unowned <c>table_column_seq</c> of Doctrine's SEQUENCE strategy; null when none.</param>
public sealed record TargetColumn(string Name, PgType Type, bool IsNullable, bool HasDefault, bool IsIdentity, bool IsGenerated, TableName? Sequence);

/// <summary>A foreign key of the target.</summary>
/// <param name="Name">Constraint name.</param>
/// <param name="Columns">Referencing columns.</param>
/// <param name="ReferencedTable">Table referred to.</param>
/// <param name="ReferencedColumns">Columns referred to.</param>
public sealed record TargetForeignKey(string Name, IReadOnlyList<string> Columns, TableName ReferencedTable, IReadOnlyList<string> ReferencedColumns);

/// <summary>A unique index of the target, as SQL that can be evaluated over any relation with the table's column names.</summary>
/// <param name="Name">Index name.</param>
/// <param name="Expressions">Each key part as SQL (a quoted column or an expression such as <c>lower(email)</c>).</param>
/// <param name="Predicate">SQL of a partial index's WHERE; null when it covers all rows.</param>
/// <param name="NullsNotDistinct">True when nulls count as equal (PostgreSQL 15).</param>
public sealed record TargetUniqueIndex(string Name, IReadOnlyList<string> Expressions, string? Predicate, bool NullsNotDistinct)
{
    /// <summary>All SQL of it.</summary>
    public IEnumerable<string> Texts() => Expressions.Append(Predicate ?? string.Empty);
}

/// <summary>A CHECK constraint of the target.</summary>
/// <param name="Name">Constraint name.</param>
/// <param name="Expression">SQL expression that must not be false.</param>
public sealed record TargetCheck(string Name, string Expression);
