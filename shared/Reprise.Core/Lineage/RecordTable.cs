using Reprise.Core.Catalogs;

namespace Reprise.Core.Lineage;

/// <summary>A table of the target as it is now, as far as its records are looked up.</summary>
/// <param name="Name">Schema and name.</param>
/// <param name="Key">Columns of the primary key in order; empty when there is none.</param>
/// <param name="IsReplica">True when a replicate run made it.</param>
public sealed record RecordTable(TableName Name, IReadOnlyList<RecordKeyColumn> Key, bool IsReplica);

/// <summary>A column of a primary key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as SQL, without length or precision: a cast to it cuts nothing.</param>
public sealed record RecordKeyColumn(string Name, string Type);
