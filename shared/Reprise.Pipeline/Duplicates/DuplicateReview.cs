using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Duplicates;

/// <summary>What a person does with the matches of a run: look at them, decide, take a row out of a record again.</summary>
public sealed class DuplicateReview(IRunLedger runs, IDuplicateLedger duplicates)
{
    /// <summary>Matches and pairs left to a person, with keys as people may see them.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>.</exception>
    public async Task<IReadOnlyList<FoundMatch>> ListAsync(RunId run, string? table, CancellationToken cancellationToken)
    {
        await runs.GetAsync(run, cancellationToken);
        return [.. (await duplicates.ListAsync(run, table, cancellationToken)).Select(Shown)];
    }

    /// <summary>Decides about a pair of a run, for every later run of the entity.</summary>
    /// <exception cref="RepriseException">There is no such run or pair.</exception>
    public async Task<FoundMatch> DecideAsync(RunId run, string table, int number, bool isSame, string by, string reason, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(run, cancellationToken);
        var match = await FindAsync(run, table, number, cancellationToken);
        await duplicates.DecideAsync(run, new MatchDecision(Table(plan, table), match.SourceKey, match.OtherKey, match.TargetId, isSame, by, reason), cancellationToken);
        return Shown(match) with { IsSame = isSame };
    }

    /// <summary>Takes the row of a pair out of the record that it was merged into.</summary>
    /// <returns>Id of that record.</returns>
    /// <exception cref="RepriseException">There is no such run, table plan or pair, or the row is not merged.</exception>
    public async Task<string> UnmergeAsync(RunId run, string table, int number, string by, string reason, CancellationToken cancellationToken) =>
        await UnmergeAsync(run, table, (await FindAsync(run, table, number, cancellationToken)).SourceKey, by, reason, cancellationToken);

    /// <summary>Takes a source row out of the record that it was merged into, by an equal key or without.</summary>
    /// <returns>Id of that record.</returns>
    /// <exception cref="RepriseException">There is no such run or table plan, or the row is not merged.</exception>
    public async Task<string> UnmergeAsync(RunId run, string table, string sourceKey, string by, string reason, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(run, cancellationToken);
        return await duplicates.UnmergeAsync(run, Table(plan, table), sourceKey, by, reason, cancellationToken)
            ?? throw new RepriseException("not_merged", $"No row of the table plan '{table}' with that key is merged into a record. 'reprise duplicates list {run}' shows the keys of those that are.");
    }

    private static FoundMatch Shown(FoundMatch match) => match with
    {
        SourceKey = SourceKey.Shown(match.SourceKey),
        OtherKey = match.OtherKey is { } other ? SourceKey.Shown(other) : null,
    };

    private async Task<FoundMatch> FindAsync(RunId run, string table, int number, CancellationToken cancellationToken) =>
        (await duplicates.ListAsync(run, table, cancellationToken)).FirstOrDefault(candidate => candidate.Number == number)
        ?? throw new RepriseException("unknown_match", $"The run {run} has no pair {number} in the table plan '{table}'. 'reprise duplicates list {run}' shows those it has.");

    private async Task<RunPlan> PlanAsync(RunId run, CancellationToken cancellationToken)
    {
        await runs.GetAsync(run, cancellationToken);
        return await runs.GetPlanAsync(run, cancellationToken);
    }

    private static RunTable Table(RunPlan plan, string name) => plan.Tables.FirstOrDefault(table => table.Name == name)
        ?? throw new RepriseException("unknown_table_plan", $"The plan '{plan.Plan}' has no table plan '{name}'; it has {string.Join(", ", plan.Tables.Select(table => table.Name))}.");
}
