using Reprise.Core.Catalogs;
using Reprise.Core.Entities;
using Reprise.Core.Runs;

namespace Reprise.Core.Lineage;

/// <summary>Where a source row went.</summary>
/// <param name="Entity">Entity that the row is of.</param>
/// <param name="Target">Target table.</param>
/// <param name="Origin">Source table, with the part of the row where there are several, see <see cref="RunTable.Origin"/>.</param>
/// <param name="Key">Canonical source key.</param>
/// <param name="TargetId">Id of the record.</param>
/// <param name="IsMerged">True: the row joined a record that is another row's.</param>
/// <param name="RecordHash">Hash of what the run wrote into the record; null for a merged row.</param>
/// <param name="Run">Run that last wrote the entry.</param>
public sealed record CrosswalkEntry(EntityCode Entity, TableName Target, string Origin, string Key, string TargetId, bool IsMerged, Guid? RecordHash, RunId Run);
