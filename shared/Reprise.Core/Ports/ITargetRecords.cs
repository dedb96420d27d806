using Reprise.Core.Lineage;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Core.Ports;

/// <summary>Single records of the target, as they are now.</summary>
public interface ITargetRecords
{
    /// <summary>Tables of that name: <c>schema.table</c>, or <c>table</c> in any schema.</summary>
    Task<IReadOnlyList<RecordTable>> FindTablesAsync(string name, CancellationToken cancellationToken);

    /// <summary>An id in the spelling of the crosswalk.</summary>
    /// <returns>Null when a value is none of its column's type.</returns>
    Task<IReadOnlyList<string>?> NormaliseAsync(RecordTable table, IReadOnlyList<string> id, CancellationToken cancellationToken);

    /// <summary>A record of a mapped plan's table, as JSON, and whether it says what a run wrote.</summary>
    /// <returns>Null when it is not there.</returns>
    Task<FoundRecordContent?> ReadAsync(RunTable table, string id, CancellationToken cancellationToken);

    /// <summary>A record of a replicate plan's table by the values of its primary key.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="record">The table as it is now.</param>
    /// <param name="id">Values of its primary key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it is not there.</returns>
    Task<FoundReplica?> ReadReplicaAsync(RunPlan plan, RunTable table, RecordTable record, IReadOnlyList<string> id, CancellationToken cancellationToken);
}

/// <summary>A record as it is now.</summary>
/// <param name="Content">Values by column, as a JSON object. Personal data.</param>
/// <param name="Hash">Hash in the columns that the table plan fills; null when one of them is gone.</param>
public sealed record FoundRecordContent(string Content, Guid? Hash);

/// <summary>A replicated record as it is now.</summary>
/// <param name="Content">Values by column, as a JSON object. Personal data.</param>
/// <param name="SourceKey">Canonical source key; null where it cannot be told from the record.</param>
/// <param name="Cells">Its cells as PostgreSQL prints them, one per rule.</param>
public sealed record FoundReplica(string Content, string? SourceKey, CellRow Cells);
