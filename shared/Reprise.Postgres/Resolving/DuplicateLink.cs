using Reprise.Core.Ports;

namespace Reprise.Postgres.Resolving;

/// <summary>A new row and what it is or may be the same as.</summary>
/// <param name="Key">Source key of the row.</param>
/// <param name="Other">Source key of another row of the table plan, or id of a record.</param>
/// <param name="IsRecord">True: <paramref name="Other"/> is the id of a record.</param>
/// <param name="IsMerged">False: left to a person.</param>
/// <param name="Reason">How sure, and why.</param>
internal sealed record DuplicateLink(string Key, string Other, bool IsRecord, bool IsMerged, DuplicateReason Reason);
