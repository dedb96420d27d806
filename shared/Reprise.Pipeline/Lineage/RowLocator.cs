using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>From a row of a source to its records, or to the reason why there is none.</summary>
public sealed class RowLocator
{
    private readonly RepriseConfiguration _configuration;
    private readonly IRunLedger _runs;
    private readonly ILineageLedger _ledger;
    private readonly RowOutcomes _outcomes;

    internal RowLocator(RepriseConfiguration configuration, IRunLedger runs, ILineageLedger ledger, RowOutcomes outcomes)
    {
        _configuration = configuration;
        _runs = runs;
        _ledger = ledger;
        _outcomes = outcomes;
    }

    /// <summary>Looks for a row.</summary>
    /// <param name="entity">Entity.</param>
    /// <param name="table">Source table.</param>
    /// <param name="key">Its key: one word, or one for each column of a composite key; one word with commas between means the same.</param>
    /// <param name="access">Who wants to see values, and why; null = masks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownEntity"/>, <see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.UnknownTable"/>, <see cref="ErrorCodes.UnknownKey"/>.</exception>
    public async Task<RowDocument> LocateAsync(EntityCode entity, string table, IReadOnlyList<string> key, AccessRequest? access, CancellationToken cancellationToken)
    {
        var plans = await PlansAsync(entity, cancellationToken);
        var places = RowPlace.Of(plans, table);
        if (places.Count == 0)
        {
            return Unplanned(entity, plans[0], table);
        }

        var keyed = Keyed(places, key);
        if (access is not null)
        {
            var masked = new ValueView(isClear: false);
            await _ledger.RecordAccessAsync(plans[0].Run, access.By, $"row {places[0].Tables[0].Source} {masked.Key(keyed[0].Key)}: {access.Reason}", cancellationToken);
        }

        var view = new ValueView(access is not null);
        var standing = await RunStanding.ReadAsync(_runs, _ledger, entity, cancellationToken);
        var documents = new List<PlaceDocument>();
        foreach (var (place, canonical) in keyed)
        {
            documents.Add(await _outcomes.OfAsync(entity, place, canonical, standing, view, cancellationToken));
        }

        string[] named = [.. documents.Select(document => document.Run).Concat(documents.SelectMany(document => document.Held).Select(held => held.Run)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new RowDocument(entity.Value, places[0].Tables[0].Source, view.Key(keyed[0].Key), view.IsClear)
        {
            Places = documents,
            Runs = await _ledger.ReadRunsAsync([.. named.Select(RunId.Parse)], cancellationToken),
        };
    }

    private async Task<IReadOnlyList<(RunId Run, RunPlan Plan)>> PlansAsync(EntityCode entity, CancellationToken cancellationToken)
    {
        var plans = new List<(RunId Run, RunPlan Plan)>();
        foreach (var run in await _ledger.ListPlansAsync(entity, cancellationToken))
        {
            plans.Add((run, await _runs.GetPlanAsync(run, cancellationToken)));
        }

        return plans.Count > 0 ? plans : throw (_configuration.Find(entity) is null
            ? new RepriseException(ErrorCodes.UnknownEntity, $"No entity '{entity}' is configured, and the ledger has no run of it. 'reprise entities' lists them.")
            : new RepriseException(ErrorCodes.UnknownRun, $"No run of {entity} was planned yet, so that nothing is known of its rows: 'reprise run {entity} --mode rehearsal' does."));
    }

    /// <summary>A table that the plan leaves out on purpose has an answer; one that it does not speak of is a question to the asker.</summary>
    private static RowDocument Unplanned(EntityCode entity, (RunId Run, RunPlan Plan) newest, string table)
    {
        var plan = newest.Plan;
        return plan.Written?.Ignored.FirstOrDefault(ignored => string.Equals(ignored, table, StringComparison.OrdinalIgnoreCase)) is { } left
            ? new RowDocument(entity.Value, left, string.Empty, IsUnmasked: false)
            {
                Places = [new PlaceDocument(string.Empty, null, [], "table_ignored", $"The plan {plan.Plan} leaves the table out ('ignored').", null, null, newest.Run.Value)],
            }
            : throw new RepriseException(
                ErrorCodes.UnknownTable,
                $"No plan that {entity} was run by reads a source table '{table}'. {plan.Plan} reads {string.Join(", ", plan.Tables.Select(planned => planned.Source).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))}.");
    }

    private static IReadOnlyList<(RowPlace Place, string Key)> Keyed(IReadOnlyList<RowPlace> places, IReadOnlyList<string> words)
    {
        var keyed = new List<(RowPlace Place, string Key)>();
        string? problem = null;
        foreach (var place in places)
        {
            if (place.KeyOf(words, out var found) is { } key)
            {
                keyed.Add((place, key));
            }

            problem ??= found;
        }

        return keyed.Count > 0 ? keyed : throw new RepriseException(ErrorCodes.UnknownKey, $"That is no key: {problem}");
    }
}
