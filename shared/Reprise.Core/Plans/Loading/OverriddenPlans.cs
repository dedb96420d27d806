using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Makes the plan of an entity that says some of it otherwise.</summary>
/// <param name="plans">Plans as read, by folder.</param>
internal sealed class OverriddenPlans(IReadOnlyDictionary<string, PlanDocument> plans)
{
    private readonly List<PlanDocument> _own = [];

    /// <summary>The plans made so far.</summary>
    public IReadOnlyList<PlanDocument> Own => _own;

    /// <summary>The entity with its own version of the plan; unchanged when it says nothing otherwise, or after problems were reported.</summary>
    public EntityDocument Apply(EntityDocument entity)
    {
        if (entity.IsReplicate)
        {
            Refuse(entity);
            return entity;
        }

        if (entity.Root.Map("overrides", "what the entity says otherwise than its plan") is not { } overrides || entity.Plan is not { } name || plans.GetValueOrDefault(name) is not { } plan)
        {
            return entity;
        }

        IReadOnlyList<string> files = [.. plan.Files, entity.File];
        var problems = plan.Problems.With(files, plan.Plan is null ? files.SkipLast(1).Append(plan.Problems.File) : []);
        var composed = new PlanOverrides(plan.Composed, files.Count, problems).Apply(overrides);
        var fingerprint = PlanFingerprint.Of(plan.Plan?.Fingerprint ?? string.Empty, YamlFlow.Of(overrides));
        var own = PlanReader.Read(composed, name, fingerprint, files, problems);
        _own.Add(own);
        return entity with { Entity = entity.Entity is { } whole ? whole with { OwnPlan = own.Plan } : null };
    }

    private static void Refuse(EntityDocument entity)
    {
        if (entity.Root.Node("overrides") is not null)
        {
            entity.Root.Report(
                ProblemCodes.UnusedOverrides,
                entity.Root.LineOf("overrides"),
                "The plan 'replicate' has no rules that could be overridden.",
                "Remove the key; 'types' chooses types of single columns.");
        }
    }
}
