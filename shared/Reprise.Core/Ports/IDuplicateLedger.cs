using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>What matching found, and what people decided about it.</summary>
public interface IDuplicateLedger
{
    /// <summary>Matches and pairs left to a person, by table plan and number.</summary>
    /// <param name="run">Run.</param>
    /// <param name="table">Table plan; null = all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<FoundMatch>> ListAsync(RunId run, string? table, CancellationToken cancellationToken);

    /// <summary>How many pairs of a table plan the run left to people, and how many of them are open.</summary>
    Task<ReviewQueue> CountAsync(RunId run, RunTable table, CancellationToken cancellationToken);

    /// <summary>Keeps a decision about a pair, for every later run of the entity.</summary>
    /// <param name="run">Run that the pair was found in; the audit trail names it.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task DecideAsync(RunId run, MatchDecision decision, CancellationToken cancellationToken);

    /// <summary>Takes a source row out of the record that it was merged into: the next run makes a record of it, and what refers to it follows.</summary>
    /// <returns>Id of the record that it was part of; null = the row is not merged into any.</returns>
    Task<string?> UnmergeAsync(RunId run, RunTable table, string sourceKey, string actor, string reason, CancellationToken cancellationToken);
}

/// <summary>A pair that matching found.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Number">Number within run and table plan, from 1.</param>
/// <param name="IsMerged">False: left to a person.</param>
/// <param name="SourceKey">Source key of the row.</param>
/// <param name="OtherKey">Source key of the other row; null when it is a record.</param>
/// <param name="TargetId">Id of the record; null when the other is a row.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Weights">What each comparison adds.</param>
/// <param name="IsSame">What a person decided since; null = nothing.</param>
public sealed record FoundMatch(
    string Table, int Number, bool IsMerged, string SourceKey, string? OtherKey, string? TargetId, double Probability, IReadOnlyList<DuplicateWeight> Weights, bool? IsSame);

/// <summary>What a person decided about a source row and another row or a record.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="SourceKey">Source key of the row.</param>
/// <param name="OtherKey">Source key of the other row; null when it is a record.</param>
/// <param name="TargetId">Id of the record; null when the other is a row.</param>
/// <param name="IsSame">True: they are the same.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why.</param>
public sealed record MatchDecision(RunTable Table, string SourceKey, string? OtherKey, string? TargetId, bool IsSame, string By, string Reason);
