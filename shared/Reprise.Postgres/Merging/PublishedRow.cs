namespace Reprise.Postgres.Merging;

/// <summary>A row of a run that was published as a record of its own.</summary>
/// <param name="Record">Id of the record.</param>
/// <param name="Key">Source key.</param>
/// <param name="Order">Place among the rows in question: the one published first comes first, of those of one publication the first of the source.</param>
internal sealed record PublishedRow(string Record, string Key, int Order);
