namespace Reprise.Core.Sync;

/// <summary>Records that a run is about to delete or to mark as deleted because their rows are gone from the source.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Known">Records that the entity had from that source table before the run.</param>
/// <param name="Leaving">Those of them whose rows are gone and that nothing keeps.</param>
public sealed record LeavingRecords(string Table, long Known, long Leaving);
