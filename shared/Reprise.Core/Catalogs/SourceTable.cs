namespace Reprise.Core.Catalogs;

/// <summary>A base table of the source.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Engine">Storage engine, such as <c>InnoDB</c> or <c>MyISAM</c>.</param>
/// <param name="IsTransactional">False when a transaction gives no consistent point for it.</param>
/// <param name="EstimatedRows">The server's estimate; InnoDB's may be off by half.</param>
/// <param name="DataBytes">Bytes of data as the server estimates them.</param>
/// <param name="Comment">Table comment; empty when none.</param>
/// <param name="AutoIncrement">Next value of its AUTO_INCREMENT; null when it has none.</param>
/// <param name="Columns">All columns in ordinal order, invisible and generated ones included.</param>
/// <param name="PrimaryKey">Columns of the primary key in key order; empty when there is none.</param>
/// <param name="Indexes">Other indexes.</param>
/// <param name="ForeignKeys">Declared foreign keys.</param>
/// <param name="Checks">CHECK constraints: name and MySQL expression.</param>
public sealed record SourceTable(
    string Name,
    string Engine,
    bool IsTransactional,
    long EstimatedRows,
    long DataBytes,
    string Comment,
    ulong? AutoIncrement,
    IReadOnlyList<SourceColumn> Columns,
    IReadOnlyList<string> PrimaryKey,
    IReadOnlyList<SourceIndex> Indexes,
    IReadOnlyList<SourceForeignKey> ForeignKeys,
    IReadOnlyList<SourceCheck> Checks)
{
    /// <summary>True when it is partitioned.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>True when it keeps the history of its rows (MariaDB's WITH SYSTEM VERSIONING); what is read are the current ones.</summary>
    public bool IsSystemVersioned { get; init; }

    /// <summary>What it has beside its rows, and is listed and not copied.</summary>
    public IEnumerable<SourceFeature> Features()
    {
        if (IsPartitioned)
        {
            yield return new SourceFeature(SourceFeatureKind.Partitions, Name, Name);
        }

        if (IsSystemVersioned)
        {
            yield return new SourceFeature(SourceFeatureKind.History, Name, Name);
        }
    }

    /// <summary>The column of that name (MySQL compares column names without case), or null.</summary>
    public SourceColumn? Find(string column) =>
        Columns.FirstOrDefault(candidate => string.Equals(candidate.Name, column, StringComparison.OrdinalIgnoreCase));
}
