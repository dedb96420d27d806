using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Hazards;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>A legacy MySQL or MariaDB server. Connection strings are secrets: they appear in no message.</summary>
public interface ISource
{
    /// <summary>Reads the catalog of the connection's database.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.ConnectionFailed"/>.</exception>
    Task<SourceCatalog> ReadCatalogAsync(string connection, CancellationToken cancellationToken);

    /// <summary>Asks the data where types cannot tell: one aggregate query per table that needs it.</summary>
    Task<IReadOnlyList<ColumnProfile>> ProfileAsync(string connection, IReadOnlyList<SourceTable> tables, CancellationToken cancellationToken);

    /// <summary>Looks at the first rows of tables and counts what their values look like. No value leaves the adapter.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="tables">Tables.</param>
    /// <param name="rows">Most rows of each that are read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<ColumnSample>> SampleAsync(string connection, IReadOnlyList<SourceTable> tables, int rows, CancellationToken cancellationToken);

    /// <summary>Answers questions about relations between rows, each by one aggregate query.</summary>
    /// <returns>One answer per question, in their order.</returns>
    Task<IReadOnlyList<RelationAnswer>> AskAsync(string connection, IReadOnlyList<RelationQuestion> questions, CancellationToken cancellationToken);

    /// <summary>Reads the rows that have a key, as they are now. A few rows: no consistent point is opened.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="read">How the table is read.</param>
    /// <param name="key">Columns of the key; an index has to begin with one of them.</param>
    /// <param name="values">Their values in canonical form, see <see cref="Mapping.SourceKey"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Batches of one row each, which the receiver disposes; null when a column of the key is of a type that is not compared with a value.</returns>
    Task<IReadOnlyList<ColumnBatch>?> FindAsync(string connection, SourceRead read, IReadOnlyList<string> key, IReadOnlyList<string> values, CancellationToken cancellationToken);

    /// <summary>What the source says now of the spellings of a reference in the rows that have a key, as <see cref="IConsistentPoint.ReadRespellingsAsync"/> of all rows.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="read">How the referring table is read.</param>
    /// <param name="parent">The table referred to.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="key">Columns of the key; an index has to begin with one of them.</param>
    /// <param name="values">Their values in canonical form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Respelling>> FindRespellingsAsync(
        string connection, SourceRead read, SourceTable parent, RespelledReference reference, IReadOnlyList<string> key, IReadOnlyList<string> values, CancellationToken cancellationToken);

    /// <summary>What the account lacks or the server has that stands in the way; empty = ready.</summary>
    Task<IReadOnlyList<Problem>> CheckAsync(string connection, CancellationToken cancellationToken);

    /// <summary>Opens transactions that all see the same state of the tables, as far as server and privileges allow.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="tables">Tables that will be read.</param>
    /// <param name="readers">Tables that will be read at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IConsistentPoint> OpenPointAsync(string connection, IReadOnlyList<SourceTable> tables, int readers, CancellationToken cancellationToken);
}
